import type { Expression, Json, Variables } from '@zusteuerung/feel';
import { readPath, setPath } from './paths.js';
import { allFields } from './read.js';
import type { Field, Form, FormOptions } from './types.js';

const rounds = 10;
const noTime = '1970-01-01T00:00:00Z';

/** What conditions and computed options see, and which fields are hidden in it. */
export interface View {
  /** the answers, with null for what is unanswered or hidden */
  context: Variables;
  hidden: Set<Field>;
  now: string;
}

/** What a look at the form needs to know; the same for all rounds. */
interface Asked {
  form: Form;
  answers: Variables;
  /** every key of the form is there, so that conditions meet null rather than an unknown name */
  blank: Variables;
  /** conditions that count; the others hide nothing */
  counts: (condition: Expression) => boolean;
  /** what a condition, by its text, said to which values */
  said: Map<string, { values: (Json | undefined)[]; hidden: boolean }>;
  now: string;
}

/**
 * Which fields are hidden. An answer of a hidden field does not count, so what depends on it is decided as if it
 * were unanswered; conditions may refer to later fields, hence several rounds.
 */
export function viewOf(
  form: Form,
  answers: Variables,
  options: FormOptions,
  counts: Asked['counts'] = () => true,
): View {
  const now = options.now ?? noTime;
  const blank = { ...answers };
  for (const { key } of allFields(form.fields))
    if (key !== null && readPath(blank, key) === undefined) setPath(blank, key, null);
  const asked: Asked = { form, answers, blank, counts, said: new Map(), now };
  let view: View = { context: blank, hidden: new Set(), now };
  for (let round = 0; round < rounds; round++) {
    const next = look(asked, view);
    const stable =
      next.hidden.size === view.hidden.size && [...next.hidden].every((field) => view.hidden.has(field));
    view = next;
    if (stable) break;
  }
  return view;
}

function look(asked: Asked, before: View): View {
  const view: View = { context: { ...asked.blank }, hidden: new Set(), now: asked.now };
  for (const field of before.hidden) forget(field, view);
  hideIn(asked.form.fields, false, view, asked);
  return view;
}

function hideIn(fields: Field[], inHidden: boolean, view: View, asked: Asked): void {
  for (const field of fields) {
    const hidden = inHidden || (field.hide !== null && isHidden(field.hide, view, asked));
    if (hidden) view.hidden.add(field);
    if (hidden) forget(field, view);
    else if (field.key !== null) setPath(view.context, field.key, readPath(asked.answers, field.key) ?? null);
    hideIn(field.fields, hidden, view, asked);
  }
}

function forget({ key }: Field, view: View): void {
  if (key !== null) setPath(view.context, key, null);
}

/** Asked again only when a value changed since; inside a filter (`[…]`) names are not listed, so always then. */
function isHidden(hide: Expression, { context, now }: View, { counts, said }: Asked): boolean {
  if (!counts(hide)) return false;
  const values = hide.names.map((name) => context[name]);
  const before = said.get(hide.source);
  if (before && values.every((value, i) => value === before.values[i]) && !hide.source.includes('['))
    return before.hidden;
  const hidden = hide.evaluate(context, { now }).value === true;
  said.set(hide.source, { values, hidden });
  return hidden;
}
