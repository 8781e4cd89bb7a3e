import { audit, beginningOf, Einwilligung, Vorgang, type Transaction } from '@zusteuerung/runtime';
import { IsNull } from 'typeorm';

/**
 * Takes all consents to a case back that hold now; from then on nobody new gets the case. `von` is an account id or
 * `melder`. False: that was done before, nothing changes.
 */
export async function recordWiderruf(
  tx: Transaction,
  { id, tenantId: tenant }: Pick<Vorgang, 'id' | 'tenantId'>,
  von: string,
): Promise<boolean> {
  const widerrufAt = beginningOf(tx);
  const stopped = await tx.update(Vorgang, { id, widerrufAt: IsNull() }, { widerrufAt });
  if (!stopped.affected) return false;
  const { affected } = await tx.update(
    Einwilligung,
    { vorgangId: id, widerrufAt: IsNull() },
    { widerrufAt, widerrufVon: von },
  );
  await audit(tx, {
    tenant,
    actor: von,
    action: 'einwilligung.widerrufen',
    subject: { type: 'vorgang', id },
    data: { anzahl: affected ?? 0 },
  });
  return true;
}
