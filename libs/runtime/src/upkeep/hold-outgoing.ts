import type { DataSource } from 'typeorm';
import { wholeTenant } from '../database/scope.js';
import { inTenant } from '../database/transaction.js';
import type { Processes } from '../execution/processes.js';
import { finishEntry } from '../work/outbox-rows.js';
import { asOwner } from './owner.js';

interface Entry {
  id: string;
  tenant: string;
  instanceId: string | null;
  key: string;
  awaited: boolean;
}

const reason =
  'Nach einer Wiederherstellung angehalten: Ob dies nach der Sicherung schon hinausging, ist nicht bekannt.';

/**
 * After a restore: what waited to go out may have gone out since the backup. It becomes a dead letter, which only
 * people set going again; an instance that waits for it gets an incident. Returns how many there were.
 */
export async function holdOutgoing(
  url: string,
  dataSource: DataSource,
  processes: Processes,
): Promise<number> {
  const { rows } = await asOwner(url, (client) =>
    client.query<Entry>(
      `SELECT id, tenant_id AS tenant, instance_id AS "instanceId", key, awaited FROM outbox
       WHERE status IN ('pending', 'queued')`,
    ),
  );
  for (const { id, tenant, instanceId, key, awaited } of rows)
    await inTenant(dataSource, wholeTenant(tenant), async (tx) => {
      if (awaited && instanceId !== null) {
        const command = { type: 'fail' as const, key, message: reason };
        const { problem } = await processes.execute(tx, { tenant, instanceId, command, actor: 'system' });
        if (problem && problem.code !== 'WAIT_STATE_GONE') throw new Error(problem.message.en);
      }
      await finishEntry(tx, id, 'dead', reason);
    });
  return rows.length;
}
