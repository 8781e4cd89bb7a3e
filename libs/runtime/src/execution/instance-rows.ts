import { ProcessInstance } from '../entities/instance.js';
import type { Transaction } from '../types.js';
import { jsonb } from './jsonb.js';

/** Column list of process_instance in the shape of the entity; `i` is the table's alias. */
export const instanceColumns = `
  i.id, i.tenant_id AS "tenantId", i.deployment_id AS "deploymentId", i.process_id AS "processId",
  i.business_key AS "businessKey", i.state, i.status, i.revision, i.event_count AS "eventCount",
  i.created_at AS "createdAt", i.updated_at AS "updatedAt"`;

/** Takes the instance's row lock, which serialises its commands; `now` is the database's clock. */
export async function lockInstance(
  tx: Transaction,
  tenant: string,
  id: string,
): Promise<{ instance: ProcessInstance; now: Date } | null> {
  const [row] = await tx.query<(ProcessInstance & { now: Date })[]>(
    `SELECT ${instanceColumns}, clock_timestamp() AS now FROM process_instance i
     WHERE i.id = $1 AND i.tenant_id = $2 FOR UPDATE`,
    [id, tenant],
  );
  if (!row) return null;
  const { now, ...instance } = row;
  return { instance, now };
}

export function loadInstance(tx: Transaction, id: string): Promise<ProcessInstance> {
  return tx.getRepository(ProcessInstance).findOneByOrFail({ id });
}

export async function insertInstance(tx: Transaction, instance: ProcessInstance): Promise<void> {
  const { id, tenantId, deploymentId, processId, businessKey, state, status, revision, eventCount } =
    instance;
  await tx.query(
    `INSERT INTO process_instance (id, tenant_id, deployment_id, process_id, business_key, state, status, revision,
                                   event_count, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11)`,
    [
      id,
      tenantId,
      deploymentId,
      processId,
      businessKey,
      jsonb(state),
      status,
      revision,
      eventCount,
      instance.createdAt,
      instance.updatedAt,
    ],
  );
}

export async function updateInstance(tx: Transaction, instance: ProcessInstance): Promise<void> {
  const { id, state, status, revision, eventCount, updatedAt } = instance;
  await tx.query(
    `UPDATE process_instance SET state = $2::jsonb, status = $3, revision = $4, event_count = $5, updated_at = $6
     WHERE id = $1`,
    [id, jsonb(state), status, revision, eventCount, updatedAt],
  );
}
