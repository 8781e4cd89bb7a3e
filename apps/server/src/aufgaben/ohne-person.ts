import { readPath, type Field, type Form } from '@zusteuerung/forms';
import type { Variables } from '@zusteuerung/engine';
import type { Transaction, Vorgang } from '@zusteuerung/runtime';
import { invalid } from '../fehler/fehler.js';
import { allFields } from '../meldungen/eingabe.js';
import { worksThrough } from '../zugriff/sichtbarkeit.js';
import type { Zugriff } from '../zugriff/zugriff.js';

/**
 * Whether the task's form asks about the person of a case on which none of the organisations of who asks works: they
 * were only told of it, so they neither see nor write whom it is about.
 */
export async function isOhnePerson(
  tx: Transaction,
  zugriff: Zugriff,
  vorgang: Vorgang,
  form: Form | null,
): Promise<boolean> {
  if (vorgang.art !== 'meldung' || !form || !allFields(form.fields).some(({ person }) => person))
    return false;
  return (await worksThrough(tx, zugriff, vorgang)).length === 0;
}

const without = (fields: Field[]): Field[] =>
  fields.flatMap((field) => (field.person ? [] : { ...field, fields: without(field.fields) }));

/** The form without its questions about the person. */
export const formOhnePerson = (form: Form): Form => ({ ...form, fields: without(form.fields) });

interface Component {
  properties?: Record<string, string>;
  components?: Component[];
}

/** The same for the form's source, which the page shows. */
export function schemaOhnePerson<T extends object>(schema: T): T {
  const { components } = schema as Component;
  if (!Array.isArray(components)) return schema;
  const rest = components.filter(({ properties }) => properties?.['schutz'] !== 'person');
  return { ...schema, components: rest.map(schemaOhnePerson) };
}

/** What somebody is told who has the task without the person; null: nothing is missing. */
export function hinweisOhnePerson(ohnePerson: boolean, { widerrufAt }: Pick<Vorgang, 'widerrufAt'>) {
  if (!ohnePerson) return null;
  const warum = widerrufAt
    ? 'Die Person hat ihre Einwilligung widerrufen.'
    : 'Ihre Stelle arbeitet nicht an diesem Fall mit.';
  return `${warum} Deshalb sehen Sie nicht, um wen es geht, und Fragen zur Person fehlen hier. Sie können die Aufgabe trotzdem erledigen oder zurückgeben. Gespeicherte Angaben bleiben erhalten. Liegt eine neue Einwilligung vor, in der Ihre Stelle genannt ist, erfassen Sie sie im Vorgang unter „Datenschutz“.`;
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** 422 when answers about the person come all the same: a page that is older than the withdrawal still asks for them. */
export function refuseAngabenZurPerson(form: Form, antworten: Variables): void {
  const fehler = allFields(form.fields).flatMap(({ key, person }) =>
    key && person && !isEmpty(readPath(antworten, key))
      ? {
          feld: key,
          code: 'OHNE_PERSON',
          text: 'Angaben zur Person dürfen Sie in diesem Fall nicht mehr speichern.',
        }
      : [],
  );
  if (fehler.length > 0)
    throw invalid(
      fehler,
      'Angaben zur Person dürfen Sie in diesem Fall nicht mehr speichern. Es wurde nichts übernommen und nichts gelöscht. Bitte laden Sie die Seite neu; ohne diese Fragen können Sie die Aufgabe erledigen.',
    );
}
