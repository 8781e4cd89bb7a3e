import { findPersonenbezug } from '@zusteuerung/domain';
import type { Json, Variables } from '@zusteuerung/engine';
import type { Form } from '@zusteuerung/forms';
import { Vorgang, VorgangPerson, type Transaction } from '@zusteuerung/runtime';
import type { FeldFehler } from '../fehler/fehler.dto.js';
import { invalid } from '../fehler/fehler.js';
import { allFields } from '../meldungen/eingabe.js';

const ARTEN = {
  'e-mail': 'eine E-Mail-Adresse',
  telefon: 'eine Telefonnummer',
  geburtsdatum: 'ein Datum',
  angabe: 'eine Angabe zur Person aus dem Fall',
};

function textsOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf);
  return [];
}

/** The personal answers of the case an Anliegen comes from. */
async function personalAnswers(tx: Transaction, fallId: string | null): Promise<string[]> {
  const row = fallId ? await tx.findOneBy(VorgangPerson, { vorgangId: fallId }) : null;
  return row ? textsOf(row.daten) : [];
}

/** Refuses free texts of an Anliegen that name a person, saying which words (422). */
export async function refusePersonenbezug(
  tx: Transaction,
  form: Form,
  antworten: Variables,
  fallId: string | null,
): Promise<void> {
  const person = await personalAnswers(tx, fallId);
  const frei = allFields(form.fields).filter(({ type }) => type === 'textfield' || type === 'textarea');
  const fehler = frei.flatMap(({ key, label }): FeldFehler[] => {
    const funde = key ? findPersonenbezug(textsOf(antworten[key]).join('\n'), person) : [];
    if (!key || funde.length === 0) return [];
    const woerter = funde.map(({ fund, art }) => `„${fund}“ (${ARTEN[art]})`).join(', ');
    return [
      {
        feld: key,
        code: 'PERSONENBEZUG',
        text: `„${label}“ darf keine Angaben zur Person enthalten: ${woerter}.`,
      },
    ];
  });
  if (fehler.length > 0)
    throw invalid(
      fehler,
      'Ein Anliegen beschreibt ein Problem, keine Person. Bitte entfernen Sie die genannten Wörter.',
    );
}

/** The case an Anliegen comes from; null for a case itself. */
export const fallOf = (vorgang: Vorgang): string | null => vorgang.parentVorgangId;
