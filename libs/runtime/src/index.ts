export * from './entities/index.js';
export * from './types.js';
export { currentTrace, traced, useTracer, type Note, type SpanDescription, type Tracer } from './tracing.js';
export { EmbeddedPostgres, type EmbeddedConfig } from './database/embedded.js';
export { EmbeddedPostgresMissing } from './database/binaries.js';
export { Client } from './database/client.js';
export { openDatabase, type Database, type DatabaseConfig } from './database/open.js';
export { runPrepared, type Statement } from './database/prepared.js';
export { DatabaseRightsMissing } from './database/app-role.js';
export { apart } from './database/parts.js';
export { asWholeTenant, everything, wholeTenant, type Scope } from './database/scope.js';
export {
  beginningOf,
  forReference,
  inTenant,
  lookAtQueues,
  outsideTenants,
  TryAgain,
} from './database/transaction.js';
export { audit, type AuditNote } from './audit/entry.js';
export { AuditWorker, type AuditOptions } from './audit/audit-worker.js';
export { readHead, type ChainHead } from './audit/chain.js';
export { verifyAudit, verifyRecentAudit, type AuditDefect, type AuditReport } from './audit/verify.js';
export { eraseVorgang, type Erasure, type ErasureRequest } from './erasure/erase.js';
export { countDue, dueAt, nextDue, oldMailsAt, type Due, type Retention } from './erasure/due.js';
export { approveErasure, ErasureWorker, mailClass, type ErasureWorkerOptions } from './erasure/runs.js';
export { readEraseList, readEraseListAt, reapplyErasures, type ErasedOnes } from './erasure/erase-list.js';
export { currentVersion, Definitions, type CompiledPackage } from './definitions/definitions.js';
export {
  firstAnswer,
  IdempotencyKeyReused,
  keyRow,
  once,
  onceAltogether,
  settle,
  type KeyedRequest,
} from './execution/idempotency.js';
export { Processes } from './execution/processes.js';
export { Batches, type BatchProgress } from './operations/batches.js';
export { Operations } from './operations/operations.js';
export type * from './operations/types.js';
export { Tasks } from './execution/tasks.js';
export { BatchWorker, type BatchOptions } from './work/batch-worker.js';
export { BackupProblem } from './upkeep/backup-format.js';
export { backUp, type BackupReport } from './upkeep/backup.js';
export { diagnose, type Diagnosis } from './upkeep/diagnosis.js';
export { holdOutgoing } from './upkeep/hold-outgoing.js';
export { restore, type RestoreOptions } from './upkeep/restore.js';
export { hasEmbedded, openServer } from './database/server.js';
export { operatingNumbers, type OperatingNumbers } from './upkeep/numbers.js';
export { asOwner } from './upkeep/owner.js';
export { missingMigrations } from './upkeep/schema.js';
export {
  countDeadLetters,
  discardDeadLetters,
  listDeadLetters,
  replayDeadLetters,
  type DeadLetter,
  type DeadLetterQuery,
} from './work/dead-letters.js';
export { Gatherer } from './work/gatherer.js';
export { JobWorker, type JobWorkerOptions } from './work/job-worker.js';
export { enqueue, outgoing, outgoingRows, type OutgoingWork } from './work/outbox-rows.js';
export { KeyWorker } from './work/key-worker.js';
export { MessageWorker, type MessageOptions } from './work/message-worker.js';
export { OutboxRelay, type RelayOptions } from './work/outbox-relay.js';
export { goOn, parkedWaits, type Obstacle, type ParkedWait } from './work/parking.js';
export { QueueProbe } from './work/queue-probe.js';
export { SharedCounts } from './work/shared-counts.js';
export type { QueueConfig } from './work/queue.js';
export { SignalWorker, type SignalOptions } from './work/signal-worker.js';
export { TimerWorker, type TimerOptions } from './work/timer-worker.js';
export { watchEventLoop } from './work/watchdog.js';
