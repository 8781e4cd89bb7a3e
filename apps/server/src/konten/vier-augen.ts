import { formatGruppe, ROLLEN_TEXTE, type Gruppe } from '@zusteuerung/domain';
import { Konto, Mitgliedschaft, Tenant, type Transaction } from '@zusteuerung/runtime';
import { Versand } from '../nachrichten/versand.js';
import type { Betrieb } from '../start/betrieb.js';
import { brauchtZweitenFaktor, type Zugriff } from '../zugriff/zugriff.js';
import { writeKontoMail } from './hinweise.js';

type Person = Pick<Konto, 'id' | 'name' | 'email'>;

/** What an administrator did to an account that may see or change everything. */
export type Eingriff = 'rechte' | 'link' | 'faktor_zurueckgesetzt' | 'entsperrt';

const SATZ: Record<Eingriff, string> = {
  rechte: 'hat diesem Konto Rechte gegeben',
  link: 'hat für dieses Konto einen Link zum Festlegen des Passworts erstellt',
  faktor_zurueckgesetzt: 'hat den zweiten Faktor dieses Kontos zurückgesetzt',
  entsperrt: 'hat dieses Konto entsperrt',
};

/** The roles among these that see all cases, or change rules and accounts. */
export const bewachte = (gruppen: readonly Gruppe[]): Gruppe[] =>
  gruppen.filter((gruppe) => brauchtZweitenFaktor([gruppe]));

/** The other administrators; where there is none, the Koordinierungsstelle. */
async function findZeugen(tx: Transaction, tenant: string, ausser: string[]): Promise<Person[]> {
  const rows: (Person & { rolle: string })[] = await tx.query(
    `SELECT DISTINCT k.id, k.name, k.email, m.rolle FROM konto k JOIN mitgliedschaft m ON m.konto_id = k.id
     WHERE m.tenant_id = $1 AND m.rolle IN ('administration', 'koordination') AND k.aktiv AND k.id <> ALL ($2::uuid[])`,
    [tenant, ausser],
  );
  const administration = rows.filter(({ rolle }) => rolle === 'administration');
  return administration.length > 0 ? administration : rows;
}

/** The guarded roles an account holds in a municipality. */
export async function readBewachte(tx: Transaction, tenantId: string, kontoId: string): Promise<Gruppe[]> {
  const rows = await tx.findBy(Mitgliedschaft, { tenantId, kontoId });
  return bewachte(
    rows.map(({ organisationId, rolle }) => ({ organisation: organisationId, rolle }) as Gruppe),
  );
}

/**
 * Tells the other administrators by mail what one of them did to an account with the given guarded roles, in the
 * transaction that does it; nobody is told of an account without such a role.
 */
export async function zeige(
  tx: Transaction,
  { config }: Pick<Betrieb, 'config'>,
  { tenant, konto: wer }: Pick<Zugriff, 'tenant' | 'konto'>,
  { konto, eingriff, rollen }: { konto: Person; eingriff: Eingriff; rollen: Gruppe[] },
): Promise<void> {
  if (rollen.length === 0) return;
  const { name: kommune } = await tx.findOneByOrFail(Tenant, { id: tenant });
  const worte = rollen.map((gruppe) => `${ROLLEN_TEXTE[gruppe.rolle]} (${formatGruppe(gruppe)})`);
  const text = `Guten Tag,

${wer.name} (${wer.email}) ${SATZ[eingriff]}:

Konto: ${konto.name} (${konto.email})
Rollen: ${worte.join(', ')}

Diese Rollen sehen oder ändern alles in ${kommune}; deshalb erfahren Sie davon. Ist das abgesprochen, brauchen Sie nichts
zu tun. Sonst sperren Sie das Konto bitte unter ${config.publicUrl}/konten/${konto.id} und klären, was dahintersteckt.
`;
  const mail = { betreff: `Zusteuerung: Konto mit besonderen Rechten – ${konto.name}`, text };
  const versand = new Versand(config);
  for (const { email } of await findZeugen(tx, tenant, [wer.id, konto.id]))
    await writeKontoMail(
      tx,
      versand,
      { tenant, kontoId: konto.id, email, anlass: `vier-augen:${eingriff}` },
      mail,
    );
}
