import type { DataSource } from 'typeorm';
import type { Definition, Finding, Position, Variables } from '@zusteuerung/engine';
import type { Form } from '@zusteuerung/forms';
import type {
  ClaimResult,
  CompleteResult,
  CorrelateRequest,
  DeployRequest,
  DeployResult,
  ExecuteRequest,
  ExecuteResult,
  JobHandler,
  Logger,
  PackageFile,
  StartRequest,
  StepListener,
  TaskPage,
  TaskQuery,
  TaskRequest,
  Transaction,
  TransactionOptions,
} from './types.js';
import type { Deployment } from './entities/deployment.js';
import type { UserTask } from './entities/work.js';

export * from './entities/index.js';
export * from './types.js';
export { openDatabase, type Database, type DatabaseConfig } from './database/open.js';
export { EmbeddedPostgres, type EmbeddedConfig } from './database/embedded.js';
export { inTenant, type Scope } from './database/transaction.js';

// Signatures first; the implementations replace these declarations file by file.

export declare class IdempotencyKeyReused extends Error {}

export interface CompiledPackage {
  deployment: Deployment;
  files: PackageFile[];
  definition: Definition;
  /** by form id */
  forms: Map<string, Form>;
  /** the form-js JSON as deployed, by form id */
  formSchemas: Map<string, object>;
}
export declare class Definitions {
  constructor(dataSource: DataSource, logger?: Logger);
  check(files: PackageFile[]): Promise<Finding[]>;
  deploy(tx: Transaction, request: DeployRequest): Promise<DeployResult>;
  current(tenant: string, tx?: Transaction): Promise<CompiledPackage | null>;
  byId(deploymentId: string, tx?: Transaction): Promise<CompiledPackage>;
  versions(tenant: string, tx?: Transaction): Promise<Deployment[]>;
}
export declare class Processes {
  constructor(dataSource: DataSource, definitions: Definitions, logger?: Logger);
  transaction<T>(work: (tx: Transaction) => Promise<T>, options: TransactionOptions): Promise<T>;
  start(tx: Transaction, request: StartRequest): Promise<ExecuteResult>;
  execute(tx: Transaction, request: ExecuteRequest): Promise<ExecuteResult>;
  correlate(tx: Transaction, request: CorrelateRequest): Promise<ExecuteResult[]>;
  onStep(listener: StepListener): void;
  positions(tx: Transaction, instanceId: string): Promise<Position[]>;
  variables(tx: Transaction, instanceId: string): Promise<Variables>;
}
export declare class Tasks {
  constructor(dataSource: DataSource, processes: Processes);
  list(query: TaskQuery, tx?: Transaction): Promise<TaskPage>;
  get(request: Omit<TaskRequest, 'actor'>, tx?: Transaction): Promise<UserTask | null>;
  claim(tx: Transaction, request: TaskRequest): Promise<ClaimResult>;
  release(tx: Transaction, request: TaskRequest): Promise<ClaimResult>;
  complete(tx: Transaction, request: TaskRequest & { variables: Variables }): Promise<CompleteResult>;
}
export interface QueueConfig {
  /** Redis; without it BullMQ's PostgreSQL backend at `databaseUrl`, schema `bullmq` */
  redisUrl?: string;
  databaseUrl: string;
  name?: string;
}
export declare class TimerWorker {
  constructor(
    dataSource: DataSource,
    processes: Processes,
    options?: { pollMs?: number; batch?: number; logger?: Logger },
  );
  start(): void;
  stop(): Promise<void>;
  runOnce(): Promise<number>;
}
export declare class OutboxRelay {
  constructor(
    dataSource: DataSource,
    queue: QueueConfig,
    options?: { pollMs?: number; requeueAfterMs?: number; logger?: Logger },
  );
  start(): Promise<void>;
  stop(): Promise<void>;
}
export declare class JobWorker {
  constructor(
    dataSource: DataSource,
    processes: Processes,
    queue: QueueConfig,
    options?: { concurrency?: number; logger?: Logger },
  );
  registerJobHandler(jobType: string, handler: JobHandler): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}
