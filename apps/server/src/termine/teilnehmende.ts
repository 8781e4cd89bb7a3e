import { formatGruppe, type Rolle } from '@zusteuerung/domain';
import { asWholeTenant, Organisation, type Transaction, type Vorgang } from '@zusteuerung/runtime';
import {
  findEmpfaenger,
  readBetreffend,
  withoutStrangers,
  type Empfaenger,
} from '../nachrichten/empfaenger.js';
import { nameOfGruppe } from '../zugriff/namen.js';
import type { TeilnehmendeDto } from './termine.dto.js';

export const MELDER = 'melder';

const rolleOf: Record<string, Rolle | undefined> = {
  traeger: 'case_management',
  koordinierungsstelle: 'koordination',
  gremium: 'gremium',
};

export const isEmail = (name: string): boolean => /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(name);

/** The groups that may be invited: bodies learn of Anliegen only. */
export async function readGruppen(
  tx: Transaction,
  { tenantId, art }: Pick<Vorgang, 'tenantId' | 'art'>,
): Promise<TeilnehmendeDto[]> {
  const rows = await tx.find(Organisation, { where: { tenantId }, order: { name: 'ASC' } });
  const namen = new Map(rows.map(({ id, name }) => [id, name]));
  return rows
    .filter((row) => art === 'anliegen' || row.art !== 'gremium')
    .map((row) => {
      const rolle = rolleOf[row.art];
      const id = rolle ? formatGruppe({ organisation: row.id, rolle }) : row.id;
      return { id, text: nameOfGruppe(id, namen) ?? row.name };
    });
}

// Whoever's address it is: typing it in is no way around the consent.
const organisationOfEmail = `
SELECT a.email AS name, o.id AS organisation FROM unnest($2::text[]) AS a(email) JOIN organisation o ON o.tenant_id = $1
WHERE lower(o.email) = lower(a.email) OR EXISTS (
  SELECT 1 FROM mitgliedschaft m JOIN konto k ON k.id = m.konto_id
  WHERE m.tenant_id = $1 AND m.organisation_id = o.id AND lower(k.email) = lower(a.email)) ORDER BY 1, 2`;

/**
 * Who must not be invited, as no consent allows it. After a withdrawal that are addresses of single people, too;
 * before it only those that belong to organisations no consent names.
 */
export function strangersAmong(tx: Transaction, vorgang: Vorgang, names: string[]): Promise<string[]> {
  const { tenantId, widerrufAt } = vorgang;
  return asWholeTenant(tx, async () => {
    const emails = names.filter((name) => name.includes('@'));
    const rows = await tx.query<{ name: string; organisation: string }[]>(organisationOfEmail, [
      tenantId,
      emails,
    ]);
    const behind = (email: string) => rows.flatMap((row) => (row.name === email ? row.organisation : []));
    const asked = names.flatMap((name) => (name.includes('@') ? behind(name) : name));
    const knowing = new Set(await withoutStrangers(tx, vorgang, asked));
    const may = (email: string) =>
      widerrufAt === null && (behind(email).length === 0 || behind(email).some((one) => knowing.has(one)));
    return names.filter((name) => (name.includes('@') ? !may(name) : !knowing.has(name)));
  });
}

/** The addresses behind groups, the reporter and free addresses, each once. */
export function resolveTeilnehmende(
  tx: Transaction,
  vorgang: Vorgang,
  names: string[],
): Promise<Empfaenger[]> {
  const job = { tenant: vorgang.tenantId, businessKey: vorgang.referenz };
  return asWholeTenant(tx, async () => {
    const betreffend = await readBetreffend(tx, job, names);
    const found = await findEmpfaenger(
      tx,
      betreffend,
      names.filter((name) => !name.includes('@')),
    );
    const known = new Set(found.map(({ email }) => email.toLowerCase()));
    const free = names.filter((name) => name.includes('@') && !known.has(name.toLowerCase()));
    return [...found, ...free.map((email) => ({ email, gruppe: null }))];
  });
}
