import { runPrepared, type Statement } from '../database/prepared.js';
import { ProcessInstance } from '../entities/instance.js';
import type { Transaction } from '../types.js';

/** Column list of process_instance in the shape of the entity; `i` is the table's alias. */
export const instanceColumns = `
  i.id, i.tenant_id AS "tenantId", i.deployment_id AS "deploymentId", i.process_id AS "processId",
  i.business_key AS "businessKey", i.state, i.status, i.revision, i.event_count AS "eventCount",
  i.created_at AS "createdAt", i.updated_at AS "updatedAt"`;

const lock: Statement = {
  name: 'lock-instance',
  text: `SELECT ${instanceColumns}, clock_timestamp() AS now FROM process_instance i
         WHERE i.id = $1 AND i.tenant_id = $2 FOR UPDATE`,
};

/** Takes the instance's row lock, which serialises its commands; `now` is the database's clock. */
export async function lockInstance(
  tx: Transaction,
  tenant: string,
  id: string,
): Promise<{ instance: ProcessInstance; now: Date } | null> {
  const [row] = await runPrepared<ProcessInstance & { now: Date }>(tx, lock, [id, tenant]);
  if (!row) return null;
  const { now, ...instance } = row;
  return { instance, now };
}

export function loadInstance(tx: Transaction, id: string): Promise<ProcessInstance> {
  return tx.getRepository(ProcessInstance).findOneByOrFail({ id });
}

const current: Statement = {
  name: 'current-deployment',
  text: `SELECT id, clock_timestamp() AS now FROM deployment WHERE tenant_id = $1 ORDER BY version DESC LIMIT 1`,
};

/** The version new instances start on, and the database's clock. */
export async function currentDeployment(
  tx: Transaction,
  tenant: string,
): Promise<{ id: string; now: Date } | null> {
  const [row] = await runPrepared<{ id: string; now: Date }>(tx, current, [tenant]);
  return row ?? null;
}
