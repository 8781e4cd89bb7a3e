import { parseGruppe, ROLLEN_TEXTE } from '@zusteuerung/domain';
import { Konto, Organisation, type Transaction } from '@zusteuerung/runtime';
import { In } from 'typeorm';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** As we write ids ourselves: one that PostgreSQL merely understands (capitals) would pass comparisons with them. */
export const isUuid = (text: string): boolean => UUID.test(text);

/** Names of the organisations of a municipality by id. */
export async function readOrganisationen(tx: Transaction, tenant: string): Promise<Map<string, string>> {
  const rows = await tx.find(Organisation, { where: { tenantId: tenant } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A group as people read it, `Caritas Rheine (Case Management)`, or an organisation's name; null for neither. */
export function nameOfGruppe(text: string, organisationen: ReadonlyMap<string, string>): string | null {
  const gruppe = parseGruppe(text);
  if (!gruppe) return organisationen.get(text) ?? null;
  return `${organisationen.get(gruppe.organisation) ?? gruppe.organisation} (${ROLLEN_TEXTE[gruppe.rolle]})`;
}

/** Names of accounts by id; ids that are no accounts (`system`, `timer` …) are left out. */
export async function readKonten(tx: Transaction, ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null && isUuid(id)))];
  if (wanted.length === 0) return new Map();
  const rows = await tx.find(Konto, { where: { id: In(wanted) }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
