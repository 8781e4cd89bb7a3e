import { Konto, KontoOidc, Mitgliedschaft, Sitzung, ZweiterFaktor } from '@zusteuerung/runtime';
import type { Betrieb } from '../start/betrieb.js';
import { LinksService } from './links.service.js';
import { findInhaber } from './adresse.js';
import { vermerke } from './hinweise.js';
import { protokolliere } from './protokoll.js';

/**
 * Ends all sessions, of one account or of all of them, also those that rest; hands back how many. Throws with a German
 * sentence when there is no such account.
 */
export async function endSessions(betrieb: Betrieb, email: string | null): Promise<number> {
  const ended = await betrieb.outside(async (tx) => {
    const konto = email === null ? null : await findInhaber(tx, email.trim().toLowerCase());
    if (email !== null && !konto) throw new Error(`Das Konto ${email} gibt es nicht.`);
    return tx.query<{ kontoId: string; tenant: string | null; sitzungen: number }[]>(ENDED, [
      konto?.id ?? null,
    ]);
  });
  for (const { kontoId, tenant, sitzungen } of ended) {
    if (tenant === null) continue;
    const record = { tenant, kontoId, akteur: 'betrieb', art: 'abgemeldet', daten: { sitzungen } } as const;
    await betrieb.forTenant(tenant, (tx) => protokolliere(tx, record));
  }
  return ended.reduce((sum, { sitzungen }) => sum + sitzungen, 0);
}

// $1 account, null: all of them. Sessions belong to nobody's municipality, the record of their end to that of a role.
const ENDED = `
WITH gone AS (DELETE FROM sitzung WHERE $1::uuid IS NULL OR konto_id = $1 RETURNING konto_id)
SELECT g.konto_id AS "kontoId", count(*)::int AS sitzungen,
       (SELECT min(m.tenant_id) FROM mitgliedschaft m WHERE m.konto_id = g.konto_id) AS tenant
FROM gone g GROUP BY g.konto_id`;

/**
 * For whoever runs the installation, when no administrator can help any more: ends the sessions of an account, takes
 * its second factor away and makes a link for a new password. Throws with a German sentence when there is none to help.
 */
export async function rescueKonto(betrieb: Betrieb, email: string): Promise<{ link: string }> {
  const { konto, tenant } = await betrieb.outside(async (tx) => {
    const address = email.trim().toLowerCase();
    const invited = await tx.findBy(Konto, { email: address });
    const found = (await findInhaber(tx, address)) ?? invited[0];
    if (!found) throw new Error(`Das Konto ${email} gibt es nicht.`);
    if (await tx.existsBy(KontoOidc, { kontoId: found.id }))
      throw new Error(`Das Konto ${email} meldet sich über das Verzeichnis an; dort wird ihm geholfen.`);
    const member = await tx.findOneBy(Mitgliedschaft, { kontoId: found.id });
    if (!member) throw new Error(`Das Konto ${email} hat keine Rolle. Bitte zuerst: zst user add`);
    return { konto: found, tenant: member.tenantId };
  });
  return betrieb.withAccounts(tenant, async (tx) => {
    const record = { tenant, kontoId: konto.id, akteur: 'betrieb' };
    const { affected } = await tx.delete(ZweiterFaktor, { kontoId: konto.id });
    if (affected) await vermerke(tx, betrieb, konto.email, { ...record, art: 'faktor_zurueckgesetzt' });
    await tx.delete(Sitzung, { kontoId: konto.id });
    const link = await new LinksService(betrieb).create(tx, konto.id, 'passwort');
    await protokolliere(tx, { ...record, art: 'eingeladen', daten: { zweck: 'passwort' } });
    return { link };
  });
}
