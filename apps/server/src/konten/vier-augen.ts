import { formatGruppe, ROLLEN_TEXTE, type Gruppe } from '@zusteuerung/domain';
import { Konto, Mitgliedschaft, Tenant, type Transaction } from '@zusteuerung/runtime';
import { Versand } from '../nachrichten/versand.js';
import type { Betrieb } from '../start/betrieb.js';
import { brauchtZweitenFaktor, type Zugriff } from '../zugriff/zugriff.js';
import { writeKontoMail } from './hinweise.js';

type Person = Pick<Konto, 'id' | 'name' | 'email'>;

/** What an administrator did to an account that may see or change everything. */
export type Eingriff = 'rechte' | 'entzogen' | 'link' | 'faktor_zurueckgesetzt' | 'gesperrt' | 'entsperrt';

const SATZ: Record<Eingriff, string> = {
  rechte: 'hat diesem Konto Rechte gegeben',
  entzogen: 'hat diesem Konto Rechte genommen',
  link: 'hat für dieses Konto einen Link zum Festlegen des Passworts erstellt',
  faktor_zurueckgesetzt: 'hat den zweiten Faktor dieses Kontos zurückgesetzt',
  gesperrt: 'hat dieses Konto gesperrt',
  entsperrt: 'hat dieses Konto entsperrt',
};

/** The roles among these that see all cases, or change rules and accounts. */
export const bewachte = (gruppen: readonly Gruppe[]): Gruppe[] =>
  gruppen.filter((gruppe) => brauchtZweitenFaktor([gruppe]));

/**
 * Whom it concerns, the other administrators and the Koordinierungsstelle: an administrator can choose who the others
 * are, but not both.
 */
async function findZeugen(tx: Transaction, tenant: string, wer: string, wen: Person): Promise<Person[]> {
  const rows: Person[] = await tx.query(
    `SELECT DISTINCT k.id, k.name, k.email FROM konto k JOIN mitgliedschaft m ON m.konto_id = k.id
     WHERE m.tenant_id = $1 AND m.rolle IN ('administration', 'koordination') AND k.aktiv
       AND k.id <> $2 AND k.id <> $3`,
    [tenant, wer, wen.id],
  );
  return [...rows, wen];
}

/** The guarded roles an account holds in a municipality. */
export async function readBewachte(tx: Transaction, tenantId: string, kontoId: string): Promise<Gruppe[]> {
  const rows = await tx.findBy(Mitgliedschaft, { tenantId, kontoId });
  return bewachte(
    rows.map(({ organisationId, rolle }) => ({ organisation: organisationId, rolle }) as Gruppe),
  );
}

/**
 * Tells by mail what an administrator did to an account with the given guarded roles, in the transaction that does it;
 * nobody is told of an account without such a role. Taking witnesses away is told like giving rights.
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
zu tun. Sonst klären Sie bitte bald, was dahintersteckt; die Administration kann das Konto sperren:
${config.publicUrl}/konten/${konto.id}
`;
  const mail = { betreff: `Zusteuerung: Konto mit besonderen Rechten – ${konto.name}`, text };
  const versand = new Versand(config);
  for (const { email } of await findZeugen(tx, tenant, wer.id, konto))
    await writeKontoMail(
      tx,
      versand,
      { tenant, kontoId: konto.id, email, anlass: `vier-augen:${eingriff}` },
      mail,
    );
}
