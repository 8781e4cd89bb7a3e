import type { DataSource } from 'typeorm';
import type { Problem } from '@zusteuerung/engine';
import { wholeTenant } from '../database/scope.js';
import { inTenant } from '../database/transaction.js';
import type { Definitions } from '../definitions/definitions.js';
import type { ProcessInstance } from '../entities/instance.js';
import type { BatchItemStatus, BatchKind } from '../entities/operations.js';
import { instanceColumns } from '../execution/instance-rows.js';
import { jsonb } from '../execution/jsonb.js';
import type { Processes } from '../execution/processes.js';
import { migrateLocked } from '../operations/migration.js';
import type { MigrateBatchRequest } from '../operations/types.js';
import { silentLogger, type Intervention, type Json, type Logger, type Transaction } from '../types.js';
import { tenantsWith, workDue, type DueRows } from './due-rows.js';
import { Poller } from './poller.js';

export interface BatchOptions {
  /** pause between looks at the table; default 1 s */
  pollMs?: number;
  /** instances in one transaction, locked as long as it takes; default 20 */
  chunk?: number;
  logger?: Logger;
}

interface Item {
  rowId: string;
  kind: BatchKind;
  parameters: Record<string, Json>;
  by: string;
  reason: string;
  now: Date;
}
type Due = ProcessInstance & Item;
type MigrationParameters = Pick<MigrateBatchRequest, 'deploymentId' | 'mapping'>;
type Outcome = { status: BatchItemStatus; problems: Problem[] };

/** tries of an instance that fails in a way nobody foresaw */
const mostAttempts = 5;

// Instances that anyone is at work on are skipped and found again at the next look.
const due = `
SELECT b.id AS "rowId", r.kind, r.parameters, r.actor AS by, r.reason, clock_timestamp() AS now, ${instanceColumns}
FROM batch_item b JOIN batch r ON r.id = b.batch_id AND r.status = 'running'
JOIN process_instance i ON i.id = b.instance_id AND i.tenant_id = b.tenant_id
WHERE b.tenant_id = $3 AND b.status = 'waiting' AND b.attempts < ${mostAttempts} AND b.available_at <= now()
  AND ($2::bigint IS NULL OR b.id = $2)
ORDER BY b.available_at, b.id LIMIT $1 FOR UPDATE OF i, b SKIP LOCKED`;

const settle = `
WITH hopeless AS (
  UPDATE batch_item b SET status = 'failed', done_at = clock_timestamp()
  FROM batch r WHERE r.id = b.batch_id AND r.status = 'running' AND b.status = 'waiting'
    AND (b.attempts >= ${mostAttempts} OR NOT EXISTS (SELECT 1 FROM process_instance i WHERE i.id = b.instance_id)))
UPDATE batch r SET status = 'done', finished_at = clock_timestamp()
WHERE r.status = 'running' AND NOT EXISTS (
  SELECT 1 FROM batch_item b WHERE b.batch_id = r.id AND b.status = 'waiting')`;

/** Works off batches in chunks, one transaction each; any number of workers, and any of them goes on after a crash. */
export class BatchWorker {
  private readonly logger: Logger;
  private readonly chunk: number;
  private readonly poller: Poller;

  constructor(
    private readonly dataSource: DataSource,
    private readonly processes: Processes,
    private readonly definitions: Definitions,
    options: BatchOptions = {},
  ) {
    this.logger = options.logger ?? silentLogger;
    this.chunk = options.chunk ?? 20;
    this.poller = new Poller('batches', options.pollMs ?? 1000, this.logger, async () => {
      return (await this.runOnce()) > 0;
    });
  }

  start(): void {
    this.poller.start();
  }

  async stop(): Promise<void> {
    await this.poller.stop();
  }

  /** One chunk of each tenant; returns how many instances were due. */
  async runOnce(): Promise<number> {
    const { rows, full } = await workDue(this.dataSource, this.items, this.chunk, this.logger);
    if (!full) await this.settle();
    return rows;
  }

  private async settle(): Promise<void> {
    for (const tenant of await tenantsWith(this.dataSource, 'batch', "q.status = 'running'"))
      await inTenant(this.dataSource, wholeTenant(tenant), (tx) => tx.query(settle));
  }

  private readonly items: DueRows<Due> = {
    table: 'batch_item',
    take: (tx, { tenant, limit, rowId }) => tx.query<Due[]>(due, [limit, rowId, tenant]),
    work: async (tx, rows) => {
      for (const { rowId, kind, parameters, by, reason, now, ...instance } of rows) {
        const item = { rowId, kind, parameters, by, reason, now };
        const outcome =
          kind === 'migrate' ? await this.migrate(tx, instance, item) : await this.retry(tx, instance, item);
        await tx.query(
          'UPDATE batch_item SET status = $2, problems = $3::jsonb, done_at = clock_timestamp() WHERE id = $1',
          [rowId, outcome.status, outcome.problems.length > 0 ? jsonb(outcome.problems) : null],
        );
      }
    },
  };

  private async migrate(tx: Transaction, instance: ProcessInstance, item: Item): Promise<Outcome> {
    const { parameters, by: actor, reason, now } = item;
    const { deploymentId, mapping } = parameters as unknown as MigrationParameters;
    const { tenantId: tenant, id: instanceId } = instance;
    const request = { tenant, instanceId, deploymentId, mapping, actor, reason };
    const own = { processes: this.processes, definitions: this.definitions };
    const { problem, ...rest } = await migrateLocked(tx, own, instance, request, now);
    if (!problem) return done;
    return { status: 'refused', problems: 'problems' in rest ? rest.problems : [problem] };
  }

  /** Retries what stands still at the element with this code; somebody may have been faster. */
  private async retry(tx: Transaction, instance: ProcessInstance, item: Item): Promise<Outcome> {
    const { element, code } = item.parameters as { element: string; code: string };
    const incidents = Object.values(instance.state.tokens).flatMap(({ incident }) => incident ?? []);
    const intervention: Intervention = { kind: 'retry', reason: item.reason, details: { element, code } };
    for (const { key } of incidents.filter((one) => one.element === element && one.code === code)) {
      const command = { type: 'retry', key } as const;
      const asked = { command, actor: item.by, intervention };
      const { problem } = await this.processes.executeLocked(tx, instance, asked, item.now);
      // An incident that another retry of this instance has ended needs none.
      if (problem && problem.code !== 'WAIT_STATE_GONE') return { status: 'refused', problems: [problem] };
    }
    const [still] = Object.values(instance.state.tokens).flatMap(({ incident }) =>
      incident?.element === element && incident.code === code ? [incident] : [],
    );
    if (!still) return done;
    return { status: 'refused', problems: [{ code, elementId: element, message: still.message }] };
  }
}

const done: Outcome = { status: 'done', problems: [] };
