import { findPersonenbezug, type Personenbezug } from '@zusteuerung/domain';
import type { Json, Variables } from '@zusteuerung/engine';
import { readPath, type Form } from '@zusteuerung/forms';
import {
  apart,
  asWholeTenant,
  audit,
  ProcessInstance,
  Vorgang,
  VorgangPerson,
  type Transaction,
} from '@zusteuerung/runtime';
import type { FeldFehler } from '../fehler/fehler.dto.js';
import { invalid } from '../fehler/fehler.js';
import { allFields } from '../meldungen/eingabe.js';
import type { Paket, Pakete } from '../pakete/pakete.js';
import type { Betrieb } from '../start/betrieb.js';
import { Bremse } from '../zugriff/bremse.js';
import { workedOnVorgaenge } from '../zugriff/sichtbarkeit.js';
import type { Zugriff } from '../zugriff/zugriff.js';

const ARTEN = {
  'e-mail': 'eine E-Mail-Adresse',
  telefon: 'eine Telefonnummer',
  geburtsdatum: 'ein Datum',
  angabe: 'eine Angabe zur Person aus dem Fall',
};

/** Every text in a value. */
function textsOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf);
  return [];
}

const wordsOf = (text: string) => text.toLowerCase().split(/[^\p{L}\p{M}\d]+/u);

/** What identifies the person of a case, and the words everybody uses there. */
interface Person {
  antworten: string[];
  ignored: ReadonlySet<string>;
}

/** Words of the municipality's own names and of what its forms ask and offer: they give nobody away. */
function vocabularyOf({ kommune, forms }: Paket): Set<string> {
  const fields = [...forms.values()].flatMap((form) => allFields(form.fields));
  const texts = fields.flatMap(({ label, options }) => [label, ...options.map((option) => option.label)]);
  const names = [kommune.name, ...kommune.organisationen.map(({ name }) => name)];
  return new Set([...texts, ...names].flatMap(wordsOf));
}

/** Name, contact, address: the short texts among the personal answers of a case. Stories (text areas) are left out. */
function identifyingAnswers({ forms }: Paket, daten: Variables): string[] {
  const fields = [...forms.values()].flatMap((form) => allFields(form.fields));
  const keys = new Set(
    fields.flatMap(({ key, person, type }) => (person && type === 'textfield' && key) || []),
  );
  return [...keys].flatMap((key) => textsOf(readPath(daten, key)));
}

async function readPerson(
  tx: Transaction,
  pakete: Pakete,
  fallId: string | null,
  ohneMelder = false,
): Promise<Person> {
  const row = fallId ? await tx.findOneBy(VorgangPerson, { vorgangId: fallId }) : null;
  const fall = row && (await tx.findOneBy(Vorgang, { id: row.vorgangId }));
  const instance = fall?.instanceId && (await tx.findOne(ProcessInstance, instanceOf(fall.instanceId)));
  if (!row || !instance) return { antworten: [], ignored: new Set() };
  const paket = await pakete.byId(instance.deploymentId, tx);
  const daten = Object.entries(row.daten).filter(([key]) => !ohneMelder || !key.startsWith('melder_'));
  return {
    antworten: identifyingAnswers(paket, Object.fromEntries(daten)),
    ignored: vocabularyOf(paket),
  };
}

const instanceOf = (id: string) => ({ where: { id }, select: { deploymentId: true } }) as const;

/** Whether this person may know whom the case is about. */
async function knows(tx: Transaction, zugriff: Zugriff, fallId: string | null): Promise<boolean> {
  if (fallId === null) return true;
  return workedOnVorgaenge(tx, zugriff).andWhere('v.id = :fallId', { fallId }).getExists();
}

/** Trying names until one is refused would tell whom the case is about. */
const TAKT = { frei: 10, hoechstens: 15 * 60 };

/** What somebody wrote who may not know the person is counted, and remembered when it told them something. */
async function noteTreffer(
  { betrieb, zugriff }: { betrieb: Betrieb; zugriff: Zugriff },
  fallId: string | null,
  funde: Personenbezug[],
): Promise<void> {
  const { tenant, konto } = zugriff;
  await new Bremse(betrieb, TAKT).try(`personenbezug ${konto.id}`);
  if (fallId === null || !funde.some(({ art }) => art === 'angabe')) return;
  const note = {
    tenant,
    actor: konto.id,
    action: 'person.genannt',
    subject: { type: 'vorgang', id: fallId },
  };
  await apart(() => betrieb.forTenant(tenant, (tx) => audit(tx, note)));
}

function describeFunde(funde: Personenbezug[], known: boolean): string {
  const hidden = 'einen Namen oder eine Anschrift';
  const woerter = funde.map(({ fund, art }) =>
    art === 'angabe' && !known ? hidden : `„${fund}“ (${ARTEN[art]})`,
  );
  return [...new Set(woerter)].join(', ');
}

/**
 * Refuses free texts of an Anliegen that name a person (422), saying which words; words that only the case knows are
 * quoted to those who work on it.
 */
export async function refusePersonenbezug(
  tx: Transaction,
  { betrieb, pakete, zugriff }: { betrieb: Betrieb; pakete: Pakete; zugriff: Zugriff },
  { form, antworten, fallId }: { form: Form; antworten: Variables; fallId: string | null },
): Promise<void> {
  // The check knows the person, whoever writes; the answer tells only those who may know.
  const person = await asWholeTenant(tx, () => readPerson(tx, pakete, fallId));
  const known = await knows(tx, zugriff, fallId);
  const frei = allFields(form.fields).filter(({ type }) => type === 'textfield' || type === 'textarea');
  const alle: Personenbezug[] = [];
  const fehler = frei.flatMap(({ key, label }): FeldFehler[] => {
    const texte = key ? textsOf(readPath(antworten, key)) : [];
    const funde = findPersonenbezug(texte.join('\n'), person.antworten, person.ignored);
    if (!key || funde.length === 0) return [];
    alle.push(...funde);
    return [
      {
        feld: key,
        code: 'PERSONENBEZUG',
        text: `„${label}“ darf keine Angaben zur Person enthalten: ${describeFunde(funde, known)}.`,
      },
    ];
  });
  if (fehler.length === 0) return;
  if (!known) await noteTreffer({ betrieb, zugriff }, fallId, alle);
  throw invalid(
    fehler,
    'Ein Anliegen beschreibt ein Problem, keine Person. Bitte entfernen Sie die genannten Angaben.',
  );
}

interface Freitext {
  feld: string;
  label: string;
  text: string;
  /** the case whose person it must not name */
  fallId: string | null;
  /** an address: telephone numbers are fine there, and so is where the reporter works */
  ort?: boolean;
}

/** As above for one text about a case that others read too; it may name days. */
export async function refusePersonInText(
  tx: Transaction,
  { betrieb, pakete, zugriff }: { betrieb: Betrieb; pakete: Pakete; zugriff: Zugriff },
  { feld, label, text, fallId, ort = false }: Freitext,
): Promise<void> {
  const person = await asWholeTenant(tx, () => readPerson(tx, pakete, fallId, ort));
  const all = findPersonenbezug(text, person.antworten, person.ignored);
  const funde = all.filter(({ art }) => art === 'angabe' || (art !== 'geburtsdatum' && !ort));
  if (funde.length === 0) return;
  const known = await knows(tx, zugriff, fallId);
  if (!known) await noteTreffer({ betrieb, zugriff }, fallId, funde);
  const satz = `„${label}“ darf keine Angaben zur Person enthalten: ${describeFunde(funde, known)}.`;
  throw invalid([{ feld, code: 'PERSONENBEZUG', text: satz }], satz);
}

/** The case an Anliegen comes from; null for a case itself. */
export const fallOf = (vorgang: Vorgang): string | null => vorgang.parentVorgangId;
