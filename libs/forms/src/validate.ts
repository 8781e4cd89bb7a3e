import type { Variables } from '@zusteuerung/feel';
import { readPath, setPath } from './paths.js';
import { allFields } from './read.js';
import { fieldsIn } from './steps.js';
import type { FieldProblem, Form, FormOptions } from './types.js';
import { checkValue } from './values.js';
import { viewOf } from './visibility.js';

/**
 * Keeps what belongs to visible fields, in the right type, and says what is missing or wrong. Every key of the
 * form is in the result: unanswered and hidden ones are null (an empty list, an unticked box), so that an earlier
 * answer does not outlive its question. Read-only fields and unknown keys are left out; unknown keys are visible
 * to conditions.
 */
export function validateAnswers(
  form: Form,
  answers: Variables,
  options: FormOptions = {},
): { answers: Variables; problems: FieldProblem[] } {
  const view = viewOf(form, asKept(form, answers, options), options);
  const problems: FieldProblem[] = [];
  const cleaned: Variables = {};
  for (const { key, readonly } of allFields(form.fields))
    if (key !== null && !readonly) setPath(cleaned, key, null);
  for (const field of fieldsIn(form, view)) {
    if (field.key === null || field.readonly) continue;
    const checked = checkValue(field, readPath(answers, field.key), options.now);
    if (checked.problem) problems.push(checked.problem);
    else setPath(cleaned, field.key, checked.value);
  }
  return { answers: cleaned, problems };
}

/** Conditions see answers as they will be kept: an empty list that a choice is sent as is no answer to it. */
function asKept(form: Form, answers: Variables, { now }: FormOptions): Variables {
  const kept = { ...answers };
  for (const field of allFields(form.fields)) {
    const sent = field.key === null || field.readonly ? undefined : readPath(answers, field.key);
    if (field.key === null || sent === undefined) continue;
    const checked = checkValue(field, sent, now);
    if (!checked.problem) setPath(kept, field.key, checked.value);
  }
  return kept;
}

/** Takes apart what concerns the person and what does not. */
export function separatePerson(form: Form, answers: Variables): { person: Variables; rest: Variables } {
  const person: Variables = {};
  let rest = { ...answers };
  for (const field of allFields(form.fields)) {
    if (field.key === null || !field.person) continue;
    const value = readPath(answers, field.key);
    if (value === undefined) continue;
    setPath(person, field.key, value);
    if (field.key.includes('.')) rest = without(rest, field.key);
    else delete rest[field.key];
  }
  return { person, rest };
}

function without(answers: Variables, key: string): Variables {
  const [head = '', ...tail] = key.split('.');
  const { [head]: inner, ...others } = answers;
  if (tail.length === 0 || inner === null || typeof inner !== 'object' || Array.isArray(inner)) return others;
  return { ...others, [head]: without(inner, tail.join('.')) };
}
