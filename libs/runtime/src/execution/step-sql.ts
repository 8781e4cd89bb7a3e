import type { Effect } from '@zusteuerung/engine';

/** Where the statement that writes steps finds what belongs to a step: a parameter, or a column of a list of steps. */
export interface StepSource {
  /** what is joined with the elements of a step, e.g. `step s CROSS JOIN LATERAL ` */
  steps: string;
  id: string;
  tenant: string;
  at: string;
  actor: string;
  /** how many events the instance had before */
  before: string;
  events: string;
  opened: string;
  closed: string;
}

const isOf = (types: Effect['type'][]) => `e->>'type' IN (${types.map((type) => `'${type}'`).join(', ')})`;

/** Events and all rows that a step opens, as parts of the statement that writes it. */
export function eventsAndOpenings({
  steps,
  id,
  tenant,
  at,
  actor,
  before,
  events,
  opened,
}: StepSource): string {
  const opening = (...types: Effect['type'][]) =>
    `FROM ${steps}jsonb_array_elements(${opened}) AS row(e) WHERE ${isOf(types)}`;
  return `
events AS (
  INSERT INTO instance_event (tenant_id, instance_id, seq, at, type, element_id, key, actor, data, properties)
  SELECT ${tenant}, ${id}, ${before} + row.place, ${at}, e->>'type', e->>'elementId', e->>'key', ${actor},
         nullif(e->'data', 'null'), nullif(e->'properties', 'null')
  FROM ${steps}jsonb_array_elements(${events}) WITH ORDINALITY AS row(e, place)
  RETURNING instance_id, seq, at, type, element_id, key, actor, data, properties
), open_tasks AS (
  INSERT INTO user_task (tenant_id, instance_id, created_at, key, element_id, name, form_id, candidate_groups,
                         candidate_users, headers, variables, due_at, status, claimed_by, claimed_at)
  SELECT ${tenant}, ${id}, ${at}, e->>'key', e->>'elementId', e->>'name', e->>'form',
         ARRAY(SELECT jsonb_array_elements_text(e->'candidateGroups')),
         ARRAY(SELECT jsonb_array_elements_text(e->'candidateUsers')),
         e->'headers', e->'variables', (e->>'dueDate')::timestamptz, 'open', e->>'assignee',
         CASE WHEN e->>'assignee' IS NOT NULL THEN ${at} END
  ${opening('openUserTask')}
), open_jobs AS (
  INSERT INTO outbox (tenant_id, instance_id, created_at, available_at, key, job_type, payload, status, max_attempts,
                      trace)
  SELECT ${tenant}, ${id}, ${at}, now(), e->>'key', e->>'jobType',
         jsonb_build_object('elementId', e->'elementId', 'headers', e->'headers', 'variables', e->'variables'),
         'pending', greatest((e->>'retries')::int, 1), e->>'trace'
  ${opening('openJob')}
), open_timers AS (
  INSERT INTO timer (tenant_id, instance_id, key, element_id, due_at, available_at, status)
  SELECT ${tenant}, ${id}, e->>'key', e->>'elementId', (e->>'dueAt')::timestamptz, (e->>'dueAt')::timestamptz, 'open'
  ${opening('openTimer')}
), open_subscriptions AS (
  INSERT INTO subscription (tenant_id, instance_id, created_at, key, element_id, kind, name, correlation_key)
  SELECT ${tenant}, ${id}, ${at}, e->>'key', e->>'elementId',
         CASE e->>'type' WHEN 'openSignal' THEN 'signal' ELSE 'message' END,
         coalesce(e->>'signal', e->>'message'), e->>'correlationKey'
  ${opening('openSubscription', 'openSignal')}
)`;
}

/** What a step closes, as parts of the statement that writes it. */
export function closings({ steps, id, at, actor, closed }: StepSource): string {
  const closing = (table: string, ...types: Effect['type'][]) =>
    `${steps}jsonb_array_elements(${closed}) AS row(e)
   WHERE ${isOf(types)} AND ${table}.instance_id = ${id} AND ${table}.key = e->>'key'`;
  return `
close_tasks AS (
  UPDATE user_task SET status = e->>'reason', completed_at = ${at},
         completed_by = CASE WHEN e->>'reason' = 'completed' THEN ${actor} END
  FROM ${closing('user_task', 'closeUserTask')} AND user_task.status = 'open'
), close_jobs AS (
  UPDATE outbox SET status = CASE WHEN e->>'reason' = 'completed' THEN 'done' ELSE 'cancelled' END,
         done_at = ${at}, leased_until = NULL
  FROM ${closing('outbox', 'closeJob')} AND outbox.status IN ('pending', 'queued', 'dead')
), close_timers AS (
  UPDATE timer SET status = CASE WHEN e->>'reason' = 'completed' THEN 'fired' ELSE 'cancelled' END
  FROM ${closing('timer', 'closeTimer')} AND timer.status = 'open'
), close_subscriptions AS (
  DELETE FROM subscription USING ${closing('subscription', 'closeSubscription', 'closeSignal')}
)`;
}
