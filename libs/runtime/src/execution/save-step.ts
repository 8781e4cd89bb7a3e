import type { Effect, EngineEvent, Json } from '@zusteuerung/engine';
import { auditStep } from '../audit/entry.js';
import { runPrepared, type Statement } from '../database/prepared.js';
import type { ProcessInstance } from '../entities/instance.js';
import { currentTrace } from '../tracing.js';
import type { Transaction } from '../types.js';
import { jsonb } from './jsonb.js';
import { sending, type Sent } from './sending.js';

/** An intervention stands in the history beside what the engine reports. */
export type LoggedEvent =
  EngineEvent | { type: 'intervention'; elementId: string; key?: string; data: Record<string, Json> };

/** What a step left behind. */
export interface Step {
  /** as it is after the step; revision 1: the step that started it */
  instance: ProcessInstance;
  events: LoggedEvent[];
  effects: Effect[];
  /** the messages and signals among the effects, addressed */
  sent: Sent[];
  actor: string;
  at: Date;
}

// A step is written by one statement. Its parameters:
// $1 instance, $2 tenant, $3 instant, $4 actor, $5 events before this step, $6 events, $7 what opens, $8 state,
// $9 status, $10 revision, $11 event count; of a new instance $12 deployment, $13 process, $14 business key; of an old
// one $12 what closes; last, when there is something to send, that.
const insertInstance = `
INSERT INTO process_instance (id, tenant_id, state, status, revision, event_count, deployment_id, process_id,
                              business_key, created_at, updated_at)
VALUES ($1::uuid, $2::text, $8::jsonb, $9::text, $10::int, $11::int, $12::uuid, $13::text, $14::text,
        $3::timestamptz, $3::timestamptz)`;

const updateInstance = `
UPDATE process_instance SET state = $8::jsonb, status = $9::text, revision = $10::int, event_count = $11::int,
       updated_at = $3::timestamptz
WHERE id = $1::uuid AND tenant_id = $2::text`;

const isOf = (types: Effect['type'][]) => `e->>'type' IN (${types.map((type) => `'${type}'`).join(', ')})`;
const opening = (...types: Effect['type'][]) =>
  `FROM jsonb_array_elements($7::jsonb) AS row(e) WHERE ${isOf(types)}`;
const closing = (table: string, ...types: Effect['type'][]) =>
  `FROM jsonb_array_elements($12::jsonb) AS row(e)
   WHERE ${isOf(types)} AND ${table}.instance_id = $1 AND ${table}.key = e->>'key'`;

const eventsAndOpenings = `
events AS (
  INSERT INTO instance_event (tenant_id, instance_id, seq, at, type, element_id, key, actor, data, properties)
  SELECT $2, $1, $5::int + n, $3, e->>'type', e->>'elementId', e->>'key', $4::text,
         nullif(e->'data', 'null'), nullif(e->'properties', 'null')
  FROM jsonb_array_elements($6::jsonb) WITH ORDINALITY AS row(e, n)
  RETURNING seq, at, type, element_id, key, actor, data, properties
), open_tasks AS (
  INSERT INTO user_task (tenant_id, instance_id, created_at, key, element_id, name, form_id, candidate_groups,
                         candidate_users, headers, variables, due_at, status, claimed_by, claimed_at)
  SELECT $2, $1, $3, e->>'key', e->>'elementId', e->>'name', e->>'form',
         ARRAY(SELECT jsonb_array_elements_text(e->'candidateGroups')),
         ARRAY(SELECT jsonb_array_elements_text(e->'candidateUsers')),
         e->'headers', e->'variables', (e->>'dueDate')::timestamptz, 'open', e->>'assignee',
         CASE WHEN e->>'assignee' IS NOT NULL THEN $3 END
  ${opening('openUserTask')}
), open_jobs AS (
  INSERT INTO outbox (tenant_id, instance_id, created_at, available_at, key, job_type, payload, status, max_attempts,
                      trace)
  SELECT $2, $1, $3, now(), e->>'key', e->>'jobType',
         jsonb_build_object('elementId', e->'elementId', 'headers', e->'headers', 'variables', e->'variables'),
         'pending', greatest((e->>'retries')::int, 1), e->>'trace'
  ${opening('openJob')}
), open_timers AS (
  INSERT INTO timer (tenant_id, instance_id, key, element_id, due_at, available_at, status)
  SELECT $2, $1, e->>'key', e->>'elementId', (e->>'dueAt')::timestamptz, (e->>'dueAt')::timestamptz, 'open'
  ${opening('openTimer')}
), open_subscriptions AS (
  INSERT INTO subscription (tenant_id, instance_id, created_at, key, element_id, kind, name, correlation_key)
  SELECT $2, $1, $3, e->>'key', e->>'elementId', CASE e->>'type' WHEN 'openSignal' THEN 'signal' ELSE 'message' END,
         coalesce(e->>'signal', e->>'message'), e->>'correlationKey'
  ${opening('openSubscription', 'openSignal')}
)`;

const closings = `
close_tasks AS (
  UPDATE user_task SET status = e->>'reason', completed_at = $3,
         completed_by = CASE WHEN e->>'reason' = 'completed' THEN $4 END
  ${closing('user_task', 'closeUserTask')} AND user_task.status = 'open'
), close_jobs AS (
  UPDATE outbox SET status = CASE WHEN e->>'reason' = 'completed' THEN 'done' ELSE 'cancelled' END,
         done_at = $3, leased_until = NULL
  ${closing('outbox', 'closeJob')} AND outbox.status IN ('pending', 'queued', 'dead')
), close_timers AS (
  UPDATE timer SET status = CASE WHEN e->>'reason' = 'completed' THEN 'fired' ELSE 'cancelled' END
  ${closing('timer', 'closeTimer')} AND timer.status = 'open'
), close_subscriptions AS (
  DELETE FROM subscription USING
  ${closing('subscription', 'closeSubscription', 'closeSignal').slice('FROM '.length)}
)`;

const start = `WITH instance AS (${insertInstance}), ${eventsAndOpenings}, ${auditStep(true)}`;
const command = `WITH instance AS (${updateInstance}), ${eventsAndOpenings}, ${closings}, ${auditStep(false)}`;
const saveStart: Statement = { name: 'save-start', text: `${start} SELECT 1` };
const saveCommand: Statement = { name: 'save-command', text: `${command} SELECT 1` };
// Statements of their own, so that steps that send nothing don't pay for it.
const saveStartSending: Statement = {
  name: 'save-start-sending',
  text: `${start}, ${sending('$15')} SELECT 1`,
};
const saveCommandSending: Statement = {
  name: 'save-command-sending',
  text: `${command}, ${sending('$13')} SELECT 1`,
};

/** Writes the instance's state, its history and the rows its effects ask for. */
export async function saveStep(
  tx: Transaction,
  { instance, events, effects, sent, actor, at }: Step,
): Promise<void> {
  const { opened, closed } = lasting(effects);
  const trace = currentTrace();
  const { id, tenantId, state, status, revision, eventCount, deploymentId, processId, businessKey } =
    instance;
  const before = eventCount - events.length;
  const common = [
    id,
    tenantId,
    at,
    actor,
    before,
    jsonb(events),
    jsonb(trace ? opened.map((effect) => ({ ...effect, trace })) : opened),
    jsonb(state),
    status,
    revision,
    eventCount,
  ];
  const isStart = revision === 1;
  const values = [...common, ...(isStart ? [deploymentId, processId, businessKey] : [jsonb(closed)])];
  if (sent.length === 0) await runPrepared(tx, isStart ? saveStart : saveCommand, values);
  else await runPrepared(tx, isStart ? saveStartSending : saveCommandSending, [...values, jsonb(sent)]);
}

/** What opens and closes within one step leaves no row (the parts of a statement don't see each other's rows). */
function lasting(effects: Effect[]): { opened: Effect[]; closed: Effect[] } {
  const opens = effects.filter(({ type }) => type.startsWith('open'));
  const closes = effects.filter(({ type }) => type.startsWith('close'));
  const openedKeys = new Set(opens.map(({ key }) => key));
  const closedKeys = new Set(closes.map(({ key }) => key));
  return {
    opened: opens.filter(({ key }) => !closedKeys.has(key)),
    closed: closes.filter(({ key }) => !openedKeys.has(key)),
  };
}
