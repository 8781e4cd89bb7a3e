import { compileExpression } from '@zusteuerung/feel';
import type { Json, Variables } from '@zusteuerung/feel';
import { readPath } from './paths.js';
import type { Field, Form, FormOptions, Option, Step } from './types.js';
import { viewOf } from './visibility.js';
import type { View } from './visibility.js';

/** All visible fields that take an answer, in order, without the groups around them. */
export function visibleFields(form: Form, answers: Variables, options: FormOptions = {}): Field[] {
  return fieldsIn(form, viewOf(form, answers, options));
}

/** As `visibleFields`, for a view that is already there. */
export function fieldsIn(form: Form, view: View): Field[] {
  return takingAnswers(resolveAll(form.fields, view));
}

/** The fields that take an answer, without the groups around them. */
export function takingAnswers(fields: Field[]): Field[] {
  return fields.flatMap((field) => (field.key === null ? takingAnswers(field.fields) : [field]));
}

/**
 * The pages of the form with what is visible now: each top-level group is one. What stands between the groups
 * belongs to the page after it, at the end to the last; without groups everything is one page.
 */
export function steps(form: Form, answers: Variables, options: FormOptions = {}): Step[] {
  return stepsIn(form, viewOf(form, answers, options));
}

/** As `steps`, for a view that is already there. */
export function stepsIn(form: Form, view: View): Step[] {
  const fields = resolveAll(form.fields, view);
  const pages: Step[] = [];
  let loose: Field[] = [];
  for (const field of fields) {
    if (field.type !== 'group') {
      loose.push(field);
      continue;
    }
    const { id, label, description } = field;
    pages.push({ id, label, description, fields: [...loose, ...field.fields] });
    loose = [];
  }
  const last = pages.at(-1);
  if (last) last.fields.push(...loose);
  else if (loose.length > 0) pages.push({ id: form.id, label: form.title, description: null, fields: loose });
  return pages.filter((page) => page.fields.length > 0);
}

function resolveAll(fields: Field[], view: View): Field[] {
  return fields.filter((field) => !view.hidden.has(field)).map((field) => resolve(field, view));
}

/** A field with its options computed, its texts filled in and only what is visible inside. */
function resolve(field: Field, view: View): Field {
  if (isFixed(field)) return field;
  return {
    ...field,
    label: fill(field.label, view),
    description: field.description === null ? null : fill(field.description, view),
    text: field.text === null ? null : fill(field.text, view),
    options: optionsOf(field, view),
    fields: resolveAll(field.fields, view),
  };
}

const fixed = new WeakMap<Field, boolean>();

/** Nothing inside, no computed options, no expressions in its texts. */
function isFixed(field: Field): boolean {
  let known = fixed.get(field);
  if (known === undefined) {
    const { label, description, text, optionsExpression, optionsKey, fields } = field;
    const computed = [label, description ?? '', text ?? ''].some((one) => /^=|\{\{/.test(one));
    known = fields.length === 0 && optionsExpression === null && optionsKey === null && !computed;
    fixed.set(field, known);
  }
  return known;
}

function optionsOf(field: Field, { context, now }: View): Option[] {
  if (field.optionsExpression) return toOptions(field.optionsExpression.evaluate(context, { now }).value);
  if (field.optionsKey !== null) return toOptions(readPath(context, field.optionsKey) ?? null);
  return field.options;
}

/** A list of texts, or of `{ value, label }`. */
function toOptions(value: Json): Option[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry) => {
    if (typeof entry === 'string' || typeof entry === 'number')
      return [{ value: String(entry), label: String(entry) }];
    if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) return [];
    const text = (key: string) =>
      entry[key] === undefined || entry[key] === null ? null : String(entry[key]);
    const code = text('value');
    return code === null ? [] : [{ value: code, label: text('label') ?? code }];
  });
}

/** A text that begins with `=` is an expression; `{{…}}` inside a text is one, too. */
function fill(text: string, view: View): string {
  if (text.startsWith('=')) return evaluateText(text.slice(1), view);
  return text.replace(/\{\{([^{}]+)\}\}/g, (_match, source: string) => evaluateText(source, view));
}

function evaluateText(source: string, { context, now }: View): string {
  const value = compileExpression(source.trim()).expression?.evaluate(context, { now }).value ?? null;
  if (value === null) return '';
  if (Array.isArray(value)) return value.map((entry) => plain(entry)).join(', ');
  return plain(value);
}

function plain(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
