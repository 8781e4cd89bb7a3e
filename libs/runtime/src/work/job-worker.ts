import type { DataSource } from 'typeorm';
import type { Command } from '@zusteuerung/engine';
import { wholeTenant } from '../database/scope.js';
import { inTenant } from '../database/transaction.js';
import type { Processes } from '../execution/processes.js';
import { silentLogger, type Job, type JobHandler, type JobResult, type Logger } from '../types.js';
import { traced, type SpanDescription } from '../tracing.js';
import { Endings } from './endings.js';
import { Gatherer } from './gatherer.js';
import { finishEntry, leaseEntries, postponeEntry, type LeasedEntry } from './outbox-rows.js';
import { openIncoming, type IncomingQueue, type QueueConfig } from './queue.js';

export interface JobWorkerOptions {
  /** jobs at once; default 10 */
  concurrency?: number;
  /** a try that takes longer counts as failed; default 30 s */
  timeoutMs?: number;
  /** how much longer than that the entry stays reserved: the time a dead worker's job waits; default 15 s */
  leaseMarginMs?: number;
  /** pause before the second try, doubled each time up to an hour; default 2 s */
  backoffMs?: number;
  logger?: Logger;
}

const longestBackoffMs = 3_600_000;
const longestMessage = 500;

/** Does the outside work: runs the handler, then completes the job in one transaction with its outbox entry. */
export class JobWorker {
  private readonly handlers = new Map<string, JobHandler>();
  private readonly logger: Logger;
  private readonly timeoutMs: number;
  private readonly leases: Gatherer<string, LeasedEntry | null>;
  private readonly endings: Endings;
  private incoming: IncomingQueue | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly processes: Processes,
    private readonly queue: QueueConfig,
    private readonly options: JobWorkerOptions = {},
  ) {
    this.logger = options.logger ?? silentLogger;
    this.timeoutMs = options.timeoutMs ?? 30_000;
    const leaseMs = this.timeoutMs + (options.leaseMarginMs ?? 15_000);
    this.leases = new Gatherer((ids) => leaseEntries(dataSource, ids, leaseMs));
    this.endings = new Endings(dataSource, processes);
  }

  registerJobHandler(jobType: string, handler: JobHandler): void {
    if (this.handlers.has(jobType)) throw new Error(`two handlers for job type ${jobType}`);
    this.handlers.set(jobType, handler);
  }

  async start(): Promise<void> {
    const { concurrency = 10 } = this.options;
    this.incoming ??= await openIncoming(
      this.queue,
      concurrency,
      (outboxId) => this.work(outboxId),
      this.logger,
    );
  }

  /** Resolves when the jobs in progress are finished. Call it before the database stops. */
  async stop(): Promise<void> {
    await this.incoming?.close();
    this.incoming = null;
  }

  /** One try of an outbox entry; whatever the queue delivers twice, late or out of order is sorted out here. */
  async work(outboxId: string): Promise<void> {
    try {
      const entry = await this.leases.ask(outboxId);
      if (!entry) return;
      await traced('job', spanOf(entry), () => this.attempt(entry));
    } catch (error) {
      // The database is away: the lease runs out and the relay hands the entry over again.
      this.logger.warn('job: left for later', { outboxId, error: (error as Error).message });
    }
  }

  private async attempt(entry: LeasedEntry): Promise<void> {
    if (entry.attempts > entry.maxAttempts) return this.giveUp(entry, 'the worker ended during the last try');
    try {
      const result = await this.runHandler(entry);
      await this.endings.end(entry, result);
    } catch (error) {
      const message = (error instanceof Error ? error.message : String(error)).slice(0, longestMessage);
      if (entry.attempts >= entry.maxAttempts) return this.giveUp(entry, message);
      this.logger.warn('job: failed, trying again later', { ...describe(entry) });
      await postponeEntry(this.dataSource, entry, this.backoff(entry.attempts), message);
    }
  }

  private async runHandler(entry: LeasedEntry): Promise<JobResult> {
    const handler = this.handlers.get(entry.jobType);
    if (!handler) throw new Error(`no handler for job type ${entry.jobType}`);
    const signal = AbortSignal.timeout(this.timeoutMs);
    const { id: outboxId, tenant, instanceId, key, jobType, attempts: attempt, payload } = entry;
    const job: Job = { outboxId, tenant, instanceId, key, jobType, attempt, signal, ...payload };
    const tooLong = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error(`took longer than ${this.timeoutMs} ms`)), {
        once: true,
      });
    });
    return (await Promise.race([handler(job), tooLong])) ?? {};
  }

  /** After the last try an instance that waits has an incident, which a person resolves with the retry command. */
  private async giveUp(entry: LeasedEntry, message: string): Promise<void> {
    this.logger.error('job: failed for good', describe(entry));
    const { tenant, instanceId, key } = entry;
    await inTenant(this.dataSource, wholeTenant(tenant), async (tx) => {
      if (!entry.awaited || instanceId === null) return finishEntry(tx, entry.id, 'dead', message);
      const command: Command = { type: 'fail', key, message };
      const { problem } = await this.processes.execute(tx, { tenant, instanceId, command, actor: 'job' });
      if (problem && problem.code !== 'WAIT_STATE_GONE') throw new Error(problem.message.en);
      await finishEntry(tx, entry.id, problem ? 'cancelled' : 'dead', message);
    });
  }

  private backoff(attempts: number): number {
    const { backoffMs = 2000 } = this.options;
    return Math.min(backoffMs * 2 ** (attempts - 1), longestBackoffMs) * (0.8 + Math.random() * 0.4);
  }
}

/** A try belongs to the trace of the step that asked for the work. */
function spanOf({ tenant, jobType, attempts, trace }: LeasedEntry): SpanDescription {
  const attributes = { 'zst.tenant': tenant, 'zst.job_type': jobType, 'zst.attempt': attempts };
  return { attributes, kind: 'consumer', parent: trace };
}

function describe({ id, tenant, jobType, attempts }: LeasedEntry): Record<string, unknown> {
  return { outboxId: id, tenant, jobType, attempts };
}
