import type { Json, Variables } from '@zusteuerung/feel';
import { isEmpty, readPath } from './paths.js';
import { fieldsIn, steps } from './steps.js';
import type { AnswerGroup, Field, Form, FormOptions, Step } from './types.js';

/**
 * Questions and answers as a person reads them: labels of options instead of values, empty ones left out. A
 * condition counts only where all it asks about is there, so the personal part alone can be described, too.
 */
export function describeAnswers(form: Form, answers: Variables, options: FormOptions = {}): AnswerGroup[] {
  const decidable = { ...form, fields: form.fields.map((field) => withoutOpenConditions(field, answers)) };
  return steps(decidable, answers, options)
    .map((step) => ({ gruppe: step.label, eintraege: entriesOf(decidable, step, answers) }))
    .filter(({ eintraege }) => eintraege.length > 0);
}

function withoutOpenConditions(field: Field, answers: Variables): Field {
  const decided = field.hide?.names.every((name) => Object.hasOwn(answers, name)) ?? true;
  return {
    ...field,
    hide: decided ? field.hide : null,
    fields: field.fields.map((inner) => withoutOpenConditions(inner, answers)),
  };
}

function entriesOf(form: Form, step: Step, answers: Variables): AnswerGroup['eintraege'] {
  const visible = { context: answers, hidden: new Set<Field>(), now: '' };
  return fieldsIn({ ...form, fields: step.fields.map(settled) }, visible).flatMap((field) => {
    const value = field.key === null ? undefined : readPath(answers, field.key);
    if (field.key === null || isEmpty(value)) return [];
    const answer = describe(field, value as Json);
    return answer === ''
      ? []
      : [{ feld: field.key, frage: field.label, antwort: answer, person: field.person }];
  });
}

/** Labels and options of a step are already computed. */
function settled(field: Field): Field {
  return { ...field, optionsExpression: null, optionsKey: null, fields: field.fields.map(settled) };
}

function describe(field: Field, value: Json): string {
  if (Array.isArray(value)) return value.map((entry) => labelOf(field, entry)).join(', ');
  if (typeof value === 'boolean') return value ? 'Ja' : 'Nein';
  if (typeof value === 'number')
    return value.toLocaleString('de-DE', { maximumFractionDigits: 10, useGrouping: false });
  if (field.type === 'datetime' && typeof value === 'string') return germanDate(value);
  return labelOf(field, value);
}

function labelOf({ options }: Field, value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return options.find((option) => option.value === text)?.label ?? text;
}

/** `2026-12-24T14:30` → `24.12.2026, 14:30 Uhr`; what is no ISO text stays as it is. */
function germanDate(iso: string): string {
  const [, year, month, day, rest = ''] = /^(\d{4})-(\d{2})-(\d{2})(?:T(.*))?$/.exec(iso) ?? [];
  const clock = /^\d{2}:\d{2}/.exec(year === undefined ? iso : rest)?.[0];
  const date = year === undefined ? '' : `${day}.${month}.${year}`;
  const time = clock === undefined ? '' : `${clock} Uhr`;
  return [date, time].filter((part) => part !== '').join(', ') || iso;
}
