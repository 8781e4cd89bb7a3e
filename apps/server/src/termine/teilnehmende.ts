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

/** Who must not be invited any more, as the person has taken their consent back; addresses of single people too. */
export function strangersAmong(tx: Transaction, vorgang: Vorgang, names: string[]): Promise<string[]> {
  const job = { tenant: vorgang.tenantId, businessKey: vorgang.referenz };
  return asWholeTenant(tx, async () => {
    const knowing = new Set(await withoutStrangers(tx, await readBetreffend(tx, job, []), names));
    return names.filter((name) => !knowing.has(name));
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
