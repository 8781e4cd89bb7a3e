import { parseGruppe } from '@zusteuerung/domain';
import type { Json, Variables } from '@zusteuerung/engine';
import {
  runPrepared,
  type LocalJob,
  type Statement,
  type Transaction,
  type Vorgang,
} from '@zusteuerung/runtime';

/** The Vorgang a message is about. */
export interface Betreffend extends Pick<Vorgang, 'id' | 'tenantId' | 'art' | 'referenz' | 'titel'> {
  melderEmail: Json;
}

export interface Empfaenger {
  email: string;
  gruppe: string | null;
}

/** Whom a model names: `melder`, group strings, or lists of them. */
export function namesOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return value.split(',').flatMap((name) => name.trim() || []);
  return Array.isArray(value) ? value.flatMap(namesOf) : [];
}

/** The one who raised an Anliegen stands for `melder` there. */
export function resolveMelder(names: string[], vorgang: Betreffend, variables: Variables): string[] {
  if (vorgang.art !== 'anliegen') return names;
  const anliegen = variables['anliegen'];
  const gruppe =
    typeof anliegen === 'object' && !Array.isArray(anliegen) ? anliegen?.['meldende_gruppe'] : null;
  return names.flatMap((name) => (name === 'melder' ? (typeof gruppe === 'string' ? gruppe : []) : name));
}

const readStatement: Statement = {
  name: 'read-betreffend',
  text: `SELECT v.id, v.tenant_id AS "tenantId", v.art, v.referenz, v.titel,
                CASE WHEN $3::boolean THEN p.daten->'melder_email' END AS "melderEmail"
         FROM vorgang v LEFT JOIN vorgang_person p ON p.vorgang_id = v.id
         WHERE v.tenant_id = $1 AND v.referenz = $2`,
};

const fresh = new WeakMap<Transaction, Betreffend>();

/** A Vorgang this transaction has just written need not be read again. */
export function rememberBetreffend(tx: Transaction, vorgang: Vorgang, person: Variables | null): void {
  fresh.set(tx, { ...vorgang, melderEmail: person?.['melder_email'] ?? null });
}

/** The Vorgang a message is about; the reporter's address only when the reporter is named. */
export async function readBetreffend(
  tx: Transaction,
  { tenant, businessKey }: Pick<LocalJob, 'tenant' | 'businessKey'>,
  named: string[],
): Promise<Betreffend> {
  const known = fresh.get(tx);
  if (known?.tenantId === tenant && known.referenz === businessKey) return known;
  const values = [tenant, businessKey ?? '', named.includes('melder')];
  const [vorgang] = await runPrepared<Betreffend>(tx, readStatement, values);
  if (!vorgang) throw new Error(`there is no Vorgang ${businessKey}`);
  return vorgang;
}

const knowingStatement: Statement = {
  name: 'knowing-organisations',
  text: `SELECT o.id FROM organisation o JOIN vorgang v ON v.id = $2 WHERE o.tenant_id = $1 AND o.id = ANY($3::text[]) AND (
    o.art = 'koordinierungsstelle' OR o.id = v.eingereicht_von_organisation OR EXISTS (
      SELECT 1 FROM beteiligung b WHERE b.vorgang_id = v.id AND b.organisation_id = o.id AND b.bis IS NULL)
    OR NOT einwilligung_fehlt(v.id, o.id))`,
};

/** Of a case only those hear who know it or whom no consent keeps from it; an Anliegen names no person. */
export async function withoutStrangers(
  tx: Transaction,
  { id, tenantId, art }: Pick<Betreffend, 'id' | 'tenantId' | 'art'>,
  names: string[],
): Promise<string[]> {
  const organisationOf = (name: string) => parseGruppe(name)?.organisation ?? name;
  const asked = names.filter((name) => name !== 'melder').map(organisationOf);
  if (art !== 'meldung' || asked.length === 0) return names;
  const rows = await runPrepared<{ id: string }>(tx, knowingStatement, [tenantId, id, asked]);
  const knowing = new Set(rows.map((row) => row.id));
  return names.filter((name) => name === 'melder' || knowing.has(organisationOf(name)));
}

const gruppeStatement: Statement = {
  name: 'emails-of-gruppe',
  text: `SELECT array_remove(ARRAY[o.email] || ARRAY(
           SELECT k.email FROM mitgliedschaft m JOIN konto k ON k.id = m.konto_id
           WHERE m.tenant_id = o.tenant_id AND m.organisation_id = o.id AND m.rolle = $3 AND k.aktiv), NULL) AS emails
         FROM organisation o WHERE o.tenant_id = $1 AND o.id = $2`,
};

async function emailsOfGruppe(tx: Transaction, tenantId: string, gruppe: string): Promise<string[]> {
  const parsed = parseGruppe(gruppe);
  const values = [tenantId, parsed?.organisation ?? gruppe, parsed?.rolle ?? null];
  const [row] = await runPrepared<{ emails: string[] }>(tx, gruppeStatement, values);
  return (row?.emails ?? []).filter(Boolean);
}

function emailOfMelder({ melderEmail }: Betreffend): string[] {
  return typeof melderEmail === 'string' && melderEmail.includes('@') ? [melderEmail] : [];
}

/** The addresses behind the names, each once. */
export async function findEmpfaenger(
  tx: Transaction,
  vorgang: Betreffend,
  names: string[],
): Promise<Empfaenger[]> {
  const found = new Map<string, Empfaenger>();
  for (const name of names) {
    const melder = name === 'melder';
    const emails = melder ? emailOfMelder(vorgang) : await emailsOfGruppe(tx, vorgang.tenantId, name);
    for (const email of emails)
      if (!found.has(email.toLowerCase()))
        found.set(email.toLowerCase(), { email, gruppe: melder ? null : name });
  }
  return [...found.values()];
}
