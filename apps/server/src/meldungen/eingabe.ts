import { describeAnswers, validateAnswers, type Field, type Form } from '@zusteuerung/forms';
import type { Variables } from '@zusteuerung/engine';
import { invalid } from '../fehler/fehler.js';
import type { FeldFehler } from '../fehler/fehler.dto.js';
import type { Angabengruppe } from './meldungen.dto.js';

const GRUND: Record<string, string> = {
  PFLICHT: 'Bitte füllen Sie die markierten Felder aus.',
};

/** The cleaned answers of a form; 422 with one message per field when something is missing or wrong. */
export function checkAntworten(form: Form, antworten: Variables, kontext: Variables = {}): Variables {
  const { answers, problems } = validateAnswers(
    form,
    // What the case knows counts, whatever else was sent along: conditions depend on it.
    { ...antworten, ...kontext },
    { now: new Date().toISOString() },
  );
  if (problems.length === 0) return answers;
  const fehler = new Map<string, FeldFehler>();
  for (const { field, code, message } of problems)
    if (!fehler.has(field)) fehler.set(field, { feld: field, code, text: message.de });
  const codes = new Set(problems.map(({ code }) => code));
  throw invalid([...fehler.values()], codes.size === 1 ? GRUND[[...codes][0] ?? ''] : undefined);
}

/**
 * Questions and answers by page of the form for those who read them: the property `bezeichnung` speaks to them where the
 * question itself speaks to the reporter. `person` picks the personal or the other ones.
 */
export function describeGruppen(form: Form, antworten: Variables, person: boolean): Angabengruppe[] {
  const fields = allFields(form.fields);
  const named = (field: Field | undefined) => field?.properties['bezeichnung'];
  return describeAnswers(form, antworten)
    .map(({ gruppe, eintraege }) => ({
      gruppe: named(fields.find(({ type, label }) => type === 'group' && label === gruppe)) ?? gruppe,
      eintraege: eintraege
        .filter((eintrag) => eintrag.person === person)
        .map(({ feld, frage, antwort }) => ({
          frage: named(fields.find(({ key }) => key === feld)) ?? frage,
          antwort,
        })),
    }))
    .filter(({ eintraege }) => eintraege.length > 0);
}

/** All fields of a form, those in groups too, shown or not. */
export function allFields(fields: Field[]): Field[] {
  return fields.flatMap((field) => [field, ...allFields(field.fields)]);
}
