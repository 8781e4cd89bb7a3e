import { AuditEntry, Konto, type Transaction } from '@zusteuerung/runtime';
import { In } from 'typeorm';
import { isUuid, readOrganisationen } from '../zugriff/namen.js';
import type { Einsicht } from './datenschutz.dto.js';

const WAS: Record<string, Einsicht['was']> = {
  'person.gelesen': 'gelesen',
  'person.geaendert': 'geaendert',
  'auskunft.erteilt': 'auskunft',
};
const MEISTE = 500;

interface Wer {
  name: string;
  stelle: string | null;
}

/** Names and organisations of accounts of this municipality. */
async function readWer(tx: Transaction, tenant: string, ids: string[]): Promise<Map<string, Wer>> {
  const wanted = [...new Set(ids.filter(isUuid))];
  if (wanted.length === 0) return new Map();
  const konten = await tx.find(Konto, { where: { id: In(wanted) }, select: { id: true, name: true } });
  const stellen = await tx.query<{ konto: string; organisationen: string[] }[]>(
    `SELECT konto_id AS konto, array_agg(DISTINCT organisation_id) AS organisationen FROM mitgliedschaft
     WHERE tenant_id = $1 AND konto_id = ANY($2::uuid[]) GROUP BY konto_id`,
    [tenant, wanted],
  );
  const namen = await readOrganisationen(tx, tenant);
  const of = new Map(stellen.map(({ konto, organisationen }) => [konto, organisationen]));
  return new Map(
    konten.map(({ id, name }) => [
      id,
      {
        name,
        stelle:
          of
            .get(id)
            ?.map((one) => namen.get(one) ?? one)
            .join(', ') ?? null,
      },
    ]),
  );
}

/** Who was shown whom a case is about, or changed it, newest first; from the audit log. */
export async function readEinsichten(
  tx: Transaction,
  tenant: string,
  vorgangId: string,
): Promise<Einsicht[]> {
  const rows = await tx.find(AuditEntry, {
    where: { tenantId: tenant, subjectId: vorgangId, action: In(Object.keys(WAS)) },
    order: { id: 'DESC' },
    take: MEISTE,
  });
  const wer = await readWer(
    tx,
    tenant,
    rows.map(({ actor }) => actor),
  );
  return rows.map(({ at, actor, action }) => ({
    am: at.toISOString(),
    wer: wer.get(actor)?.name ?? 'Ein Konto, das es nicht mehr gibt',
    stelle: wer.get(actor)?.stelle ?? null,
    was: WAS[action] ?? 'gelesen',
  }));
}
