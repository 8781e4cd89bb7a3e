import type { Json, Variables } from '@zusteuerung/feel';
import { isEmpty, readPath } from './paths.js';
import { stepsIn, takingAnswers } from './steps.js';
import type { AnswerGroup, Field, Form, FormOptions, Step } from './types.js';
import { viewOf } from './visibility.js';

/**
 * Questions and answers as a person reads them: labels of options instead of values, empty ones left out. A
 * condition counts only where all it asks about is there, so the personal part alone can be described, too.
 */
export function describeAnswers(form: Form, answers: Variables, options: FormOptions = {}): AnswerGroup[] {
  const isThere = (name: string) => Object.hasOwn(answers, name);
  const view = viewOf(form, answers, options, ({ names }) => names.every(isThere));
  return stepsIn(form, view)
    .map((step) => ({ gruppe: step.label, eintraege: entriesOf(step, answers) }))
    .filter(({ eintraege }) => eintraege.length > 0);
}

function entriesOf(step: Step, answers: Variables): AnswerGroup['eintraege'] {
  return takingAnswers(step.fields).flatMap((field) => {
    const value = field.key === null ? undefined : readPath(answers, field.key);
    if (field.key === null || isEmpty(value)) return [];
    const answer = describe(field, value as Json);
    return answer === ''
      ? []
      : [{ feld: field.key, frage: field.label, antwort: answer, person: field.person }];
  });
}

/** Making one is a hundred times slower than using it. */
const german = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 10, useGrouping: false });

function describe(field: Field, value: Json): string {
  if (Array.isArray(value)) return value.map((entry) => labelOf(field, entry)).join(' · ');
  if (typeof value === 'boolean') return value ? 'Ja' : 'Nein';
  if (typeof value === 'number') return german.format(value);
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
