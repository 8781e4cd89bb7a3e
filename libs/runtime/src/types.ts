import type { EntityManager } from 'typeorm';
import type {
  Command,
  Effect,
  EngineEvent,
  Finding,
  InstanceStatus,
  Json,
  Problem,
  Variables,
} from '@zusteuerung/engine';
import type { Scope } from './database/scope.js';
import type { ProcessInstance } from './entities/instance.js';
import type { UserTask } from './entities/work.js';

/** An open database transaction. Everything that belongs together is done with the same one. */
export type Transaction = EntityManager;

/** Where the runtime reports to. Messages and details never hold personal data. */
export interface Logger {
  debug(message: string, details?: Record<string, unknown>): void;
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  error(message: string, details?: Record<string, unknown>): void;
}

export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };

export interface PackageFile {
  /** relative to the package, with forward slashes */
  path: string;
  content: string;
}

export interface DeployRequest {
  tenant: string;
  files: PackageFile[];
  comment: string;
  /** account id, or "system" */
  actor: string;
  /** the version the author started from; when it is no longer the current one, nothing is deployed */
  basedOn?: number;
}

export type DeployResult =
  | { outcome: 'deployed' | 'unchanged'; version: number; deploymentId: string; findings: Finding[] }
  | { outcome: 'refused'; findings: Finding[] }
  | { outcome: 'conflict'; version: number; createdBy: string; createdAt: Date };

export interface StartRequest {
  tenant: string;
  /** BPMN process id in the tenant's current version */
  process: string;
  startEvent?: string;
  /** which of the start event's definitions happened, from 0; default: the first */
  definition?: number;
  variables?: Variables;
  businessKey?: string | null;
  actor: string;
  /** instance id to use; default: a new one */
  id?: string;
  /** version to start on, when the caller has just read the current one */
  deploymentId?: string;
  /** instant of the step; default: the database's clock (with `deploymentId`, when the transaction began) */
  at?: Date;
}

export interface ExecuteRequest {
  tenant: string;
  instanceId: string;
  command: Command;
  actor: string;
  at?: Date;
  intervention?: Intervention;
}

/** A person steps in: written into the history before what comes of it. */
export interface Intervention {
  kind: 'retry' | 'variables' | 'move' | 'cancel' | 'escalate' | 'migrate';
  /** in the person's own words, without personal data */
  reason: string;
  /** what the command does not say: values before the change, the versions … */
  details?: Record<string, Json>;
}

/** With a problem, nothing was written. */
export type ExecuteResult =
  | {
      problem: null;
      instanceId: string;
      status: InstanceStatus;
      events: EngineEvent[];
      effects: Effect[];
    }
  | { problem: Problem; instanceId: string | null };

export interface CorrelateRequest {
  tenant: string;
  message: string;
  correlationKey: string | null;
  variables?: Variables;
  actor: string;
  /** ISO 8601 duration for which the message is kept for those who will wait for it; without one it is not kept */
  ttl?: string;
  /** the publisher's id of the message; the same one again, within a day or the ttl, changes nothing */
  messageId?: string;
  /** instant of publication; default: the database's clock */
  at?: Date;
}

export interface BroadcastRequest {
  tenant: string;
  signal: string;
  variables?: Variables;
  actor: string;
}

/** How many a signal is on its way to. */
export interface BroadcastResult {
  instances: number;
  starts: number;
}

/** What hands things over to instances needs of them. */
export interface Executor {
  start(tx: Transaction, request: StartRequest): Promise<ExecuteResult>;
  execute(tx: Transaction, request: ExecuteRequest): Promise<ExecuteResult>;
}

/** What a listener sees of a step: inside the step's transaction, after its rows are written. */
export interface StepNotice {
  instance: ProcessInstance;
  command: Command | { type: 'migrate' };
  events: EngineEvent[];
  effects: Effect[];
  actor: string;
  /** the step's instant */
  at: Date;
  /** the variables of the instance's root scope after the step */
  variables(): Variables;
}

/** A due timer that has begun to wait for something outside of the process. */
export interface WaitNotice {
  instance: Pick<ProcessInstance, 'id' | 'tenantId' | 'businessKey' | 'deploymentId'>;
  key: string;
  elementId: string;
  /** name of the obstacle */
  obstacle: string;
  at: Date;
}

export type WaitListener = (tx: Transaction, notice: WaitNotice) => Promise<void>;

export type StepListener = (tx: Transaction, notice: StepNotice) => Promise<void>;

export interface TransactionOptions extends Scope {
  /** with a key, `work` runs once per tenant and key; later calls get the first answer */
  idempotencyKey?: string;
  /** digest of the request; a key that comes back with another one throws IdempotencyKeyReused */
  fingerprint?: string;
}

export interface TaskQuery {
  tenant: string;
  /** a task is listed when one of its candidate groups is among these */
  groups: string[];
  /** mine: open and claimed by `actor`; completed: by anyone in the groups */
  filter: 'open' | 'mine' | 'completed';
  actor: string;
  instanceId?: string;
  cursor?: string | null;
  /** default 50, at most 200 */
  limit?: number;
}

export interface TaskPage {
  tasks: UserTask[];
  /** hand back as `cursor` for the next page; null on the last */
  next: string | null;
  /** all tasks that match, on all pages, counted up to `mostCounted` */
  total: number;
  /** whether there are more than were counted */
  totalIsMore: boolean;
}

/** An inbox is counted so far: nobody needs the number beyond, and counting would cost more than the page. */
export const mostCounted = 1000;

export interface TaskRequest {
  tenant: string;
  taskId: string;
  /** null: not limited by groups (the system itself) */
  groups: string[] | null;
  actor: string;
}

/** `unknown` also when the task belongs to groups the caller is not in: existence is not given away. */
export type TaskRefusal =
  | { outcome: 'unknown' }
  | { outcome: 'conflict'; by: string | null; at: Date | null }
  | { outcome: 'refused'; problem: Problem };

export type ClaimResult = { outcome: 'done'; task: UserTask } | TaskRefusal;
export type CompleteResult =
  { outcome: 'done'; task: UserTask; result: ExecuteResult & { problem: null } } | TaskRefusal;

export interface Job {
  tenant: string;
  /** null: work of no case */
  instanceId: string | null;
  /** stable key of this effect: the same on every try */
  outboxId: string;
  key: string;
  jobType: string;
  elementId: string;
  headers: Record<string, string>;
  variables: Variables;
  /** 1 on the first try */
  attempt: number;
  /** aborted when the time for this try is over */
  signal: AbortSignal;
}

/** What a handler hands back when its outside effect is done (or the model should go another way). */
export interface JobResult {
  variables?: Variables;
  /** a BPMN error the model may catch, instead of completion */
  error?: { code: string; message?: string };
  /** written in the same transaction that completes the job */
  commit?: (tx: Transaction) => Promise<void>;
  /** the same for what is written alike for many jobs: called once with the ids of all that end together */
  commitTogether?: { write: (tx: Transaction, ids: string[]) => Promise<void>; id: string };
}

/** A job whose work is only database rows: done inside the transaction of the step that opened it. */
export interface LocalJob extends Omit<Job, 'outboxId' | 'attempt' | 'signal' | 'instanceId'> {
  instanceId: string;
  deploymentId: string;
  businessKey: string | null;
  /** instant of the step */
  at: Date;
}

/** Throwing (before anything is written) means: incident at the element. What it writes is committed with the step. */
export type LocalJobHandler = (tx: Transaction, job: LocalJob) => Promise<Variables | void>;

/** Throwing means: try again later; after the last try the instance has an incident. */
export type JobHandler = (job: Job) => Promise<JobResult | void>;

export type { Json, Variables };
