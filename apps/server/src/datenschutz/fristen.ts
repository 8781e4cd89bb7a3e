import {
  AUFBEWAHRUNG_VORGABE,
  AUFBEWAHRUNGSKLASSEN,
  STATUS_EINES_FALLS,
  type Aufbewahrung,
  type Aufbewahrungsklasse,
} from '@zusteuerung/domain';
import {
  approveErasure,
  beginningOf,
  dueAt,
  mailClass,
  oldMailsAt,
  Tenant,
  type Retention,
  type Transaction,
} from '@zusteuerung/runtime';
import type { Betrieb } from '../start/betrieb.js';

/** What a municipality has deployed, or what holds where it says nothing. */
export async function readAufbewahrung(tx: Transaction, tenant: string): Promise<Aufbewahrung> {
  const { profile } = await tx.findOneByOrFail(Tenant, { id: tenant });
  return { ...AUFBEWAHRUNG_VORGABE, ...(profile as { aufbewahrung?: Partial<Aufbewahrung> }).aufbewahrung };
}

/** The rules for Vorgänge in the shape of the runtime. */
export const retentionOf = (aufbewahrung: Aufbewahrung): Retention => ({
  rules: AUFBEWAHRUNGSKLASSEN.filter((klasse) => klasse !== mailClass).map((klasse) => ({
    klasse,
    frist: aufbewahrung[klasse].frist,
  })),
  caseStatus: STATUS_EINES_FALLS,
});

/** Ids of what was kept long enough at a moment: Vorgänge of the class, or mails. */
export async function faelligeIds(
  tx: Transaction,
  tenant: string,
  klasse: Aufbewahrungsklasse,
  at: Date,
): Promise<string[]> {
  const aufbewahrung = await readAufbewahrung(tx, tenant);
  if (klasse === mailClass) return oldMailsAt(tx, tenant, aufbewahrung[klasse].frist, at);
  const { rules, caseStatus } = retentionOf(aufbewahrung);
  return dueAt(tx, tenant, { rules: rules.filter((rule) => rule.klasse === klasse), caseStatus }, at);
}

/** Approves what is due in the wanted classes of a municipality; returns how many by class. */
export async function approveFaellige(
  betrieb: Betrieb,
  tenant: string,
  wanted: (klasse: Aufbewahrungsklasse, regeln: Aufbewahrung) => boolean,
): Promise<{ klasse: Aufbewahrungsklasse; anzahl: number }[]> {
  return betrieb.forTenant(tenant, async (tx) => {
    const regeln = await readAufbewahrung(tx, tenant);
    const approved = [];
    for (const klasse of AUFBEWAHRUNGSKLASSEN.filter((one) => wanted(one, regeln))) {
      const ids = await faelligeIds(tx, tenant, klasse, beginningOf(tx));
      if (ids.length > 0) await approveErasure(tx, { tenant, klasse, actor: 'system', ids });
      approved.push({ klasse, anzahl: ids.length });
    }
    return approved;
  });
}

/** Every municipality's ids. */
export const kommunenOf = (betrieb: Betrieb): Promise<string[]> =>
  betrieb.outside(async (tx) => (await tx.find(Tenant, { order: { id: 'ASC' } })).map(({ id }) => id));

/** Approves what municipalities let be erased by itself. */
export async function approveAutomatische(betrieb: Betrieb): Promise<void> {
  for (const tenant of await kommunenOf(betrieb))
    await approveFaellige(betrieb, tenant, (klasse, regeln) => regeln[klasse].automatisch);
}
