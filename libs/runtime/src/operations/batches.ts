import { randomUUID } from 'node:crypto';
import { Batch } from '../entities/operations.js';
import type { BatchKind } from '../entities/operations.js';
import { jsonb } from '../execution/jsonb.js';
import type { Json, Transaction } from '../types.js';
import type { MigrateBatchRequest, RetryBatchRequest } from './types.js';

export interface BatchProgress {
  waiting: number;
  done: number;
  refused: number;
  failed: number;
}

const ofVersion = `
INSERT INTO batch_item (tenant_id, batch_id, instance_id, status)
SELECT $1, $2::uuid, i.id, 'waiting' FROM process_instance i
WHERE i.tenant_id = $1 AND i.status IN ('active', 'incident') AND i.deployment_id = $3::uuid AND i.process_id = $4
  AND ($5::uuid[] IS NULL OR i.id = ANY($5)) RETURNING 1`;

const ofIncident = `
INSERT INTO batch_item (tenant_id, batch_id, instance_id, status)
SELECT DISTINCT $1::text, $2::uuid, n.instance_id, 'waiting' FROM incident n
WHERE n.tenant_id = $1 AND n.process_id = $3 AND n.element_id = $4 AND n.code = $5 RETURNING 1`;

/** Operations on many instances: a row each, worked off by any worker, resumed after a crash, the result of each kept. */
export class Batches {
  /** Moves all instances of a version (or those named) to another; gives the batch's id. */
  migrate(tx: Transaction, request: MigrateBatchRequest): Promise<Batch> {
    const { tenant, fromDeploymentId, deploymentId, process, mapping, instanceIds = null } = request;
    const parameters = { fromDeploymentId, deploymentId, process, mapping: mapping as Record<string, Json> };
    return this.start(tx, request, 'migrate', parameters, (id) => [
      ofVersion,
      [tenant, id, fromDeploymentId, process, instanceIds],
    ]);
  }

  /** Retries all incidents of one kind: the same process, element and code. */
  retry(tx: Transaction, request: RetryBatchRequest): Promise<Batch> {
    const { tenant, process, element, code } = request;
    return this.start(tx, request, 'retry', { process, element, code }, (id) => [
      ofIncident,
      [tenant, id, process, element, code],
    ]);
  }

  /** What is not done yet stays undone; false: there is no such batch at work. */
  async stop(tx: Transaction, tenant: string, id: string): Promise<boolean> {
    const { affected } = await tx.update(
      Batch,
      { id, tenantId: tenant, status: 'running' },
      { status: 'stopped', finishedAt: () => 'clock_timestamp()' },
    );
    return affected === 1;
  }

  async progress(tx: Transaction, id: string): Promise<BatchProgress> {
    const [row] = await tx.query<[BatchProgress]>(
      `SELECT count(*) FILTER (WHERE status = 'waiting')::int AS waiting,
              count(*) FILTER (WHERE status = 'done')::int AS done,
              count(*) FILTER (WHERE status = 'refused')::int AS refused,
              count(*) FILTER (WHERE status = 'failed')::int AS failed
       FROM batch_item WHERE batch_id = $1`,
      [id],
    );
    return row;
  }

  private async start(
    tx: Transaction,
    { tenant: tenantId, actor, reason }: { tenant: string; actor: string; reason: string },
    kind: BatchKind,
    parameters: Record<string, Json>,
    items: (id: string) => [sql: string, values: unknown[]],
  ): Promise<Batch> {
    const id = randomUUID();
    await tx.query(
      `INSERT INTO batch (id, tenant_id, kind, parameters, reason, actor, status, total)
       VALUES ($1, $2, $3, $4::jsonb, $5, $6, 'running', 0)`,
      [id, tenantId, kind, jsonb(parameters), reason, actor],
    );
    const inserted = await tx.query<unknown[]>(...items(id));
    await tx.update(Batch, { id }, { total: inserted.length });
    return tx.getRepository(Batch).findOneByOrFail({ id });
  }
}
