import type { Variables } from '@zusteuerung/feel';
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

/**
 * Which fields are hidden. An answer of a hidden field does not count, so what depends on it is decided as if it
 * were unanswered; conditions may refer to later fields, hence several rounds.
 */
export function viewOf(form: Form, answers: Variables, options: FormOptions): View {
  const now = options.now ?? noTime;
  let view: View = { context: blank(form, answers), hidden: new Set(), now };
  for (let round = 0; round < rounds; round++) {
    const next = look(form, view, answers);
    const stable =
      next.hidden.size === view.hidden.size && [...next.hidden].every((field) => view.hidden.has(field));
    view = next;
    if (stable) break;
  }
  return view;
}

/** Every key of the form is there, so that conditions meet null rather than an unknown name. */
function blank(form: Form, answers: Variables): Variables {
  const context = { ...answers };
  for (const { key } of allFields(form.fields))
    if (key !== null && readPath(context, key) === undefined) setPath(context, key, null);
  return context;
}

function look(form: Form, before: View, answers: Variables): View {
  const view: View = { context: blank(form, answers), hidden: new Set(), now: before.now };
  for (const field of before.hidden) forget(field, view);
  hideIn(form.fields, false, view, answers);
  return view;
}

function hideIn(fields: Field[], inHidden: boolean, view: View, answers: Variables): void {
  for (const field of fields) {
    const hidden = inHidden || isHidden(field, view);
    if (hidden) view.hidden.add(field);
    if (hidden) forget(field, view);
    else if (field.key !== null) setPath(view.context, field.key, readPath(answers, field.key) ?? null);
    hideIn(field.fields, hidden, view, answers);
  }
}

function forget({ key }: Field, view: View): void {
  if (key !== null) setPath(view.context, key, null);
}

function isHidden({ hide }: Field, { context, now }: View): boolean {
  return hide !== null && hide.evaluate(context, { now }).value === true;
}
