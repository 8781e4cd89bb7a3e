import type { Effect, EngineEvent } from '@zusteuerung/engine';
import type { Transaction } from '../types.js';
import { jsonb } from './jsonb.js';

/** What a step left behind, to be written beside the instance's new state. */
export interface StepRows {
  tenant: string;
  instanceId: string;
  /** events the instance had before this step */
  eventCount: number;
  events: EngineEvent[];
  effects: Effect[];
  actor: string;
  at: Date;
}

const insertEvents = `
INSERT INTO instance_event (tenant_id, instance_id, seq, at, type, element_id, key, actor, data, properties)
SELECT $1, $2, $3 + n, $4, e->>'type', e->>'elementId', e->>'key', $5,
       nullif(e->'data', 'null'), nullif(e->'properties', 'null')
FROM jsonb_array_elements($6::jsonb) WITH ORDINALITY AS row(e, n)`;

// One statement per kind of effect, whatever their number; $1 tenant, $2 instance, $3 instant, $4 the effects.
const opening = {
  openUserTask: `
INSERT INTO user_task (tenant_id, instance_id, created_at, key, element_id, name, form_id, candidate_groups,
                       candidate_users, headers, variables, due_at, status, claimed_by, claimed_at)
SELECT $1, $2, $3, e->>'key', e->>'elementId', e->>'name', e->>'form',
       ARRAY(SELECT jsonb_array_elements_text(e->'candidateGroups')),
       ARRAY(SELECT jsonb_array_elements_text(e->'candidateUsers')),
       e->'headers', e->'variables', (e->>'dueDate')::timestamptz, 'open', e->>'assignee',
       CASE WHEN e->>'assignee' IS NOT NULL THEN $3::timestamptz END
FROM jsonb_array_elements($4::jsonb) AS row(e)`,
  openJob: `
INSERT INTO outbox (tenant_id, instance_id, created_at, available_at, key, job_type, payload, status, max_attempts)
SELECT $1, $2, $3, now(), e->>'key', e->>'jobType',
       jsonb_build_object('elementId', e->'elementId', 'headers', e->'headers', 'variables', e->'variables'),
       'pending', greatest((e->>'retries')::int, 1)
FROM jsonb_array_elements($4::jsonb) AS row(e)`,
  openTimer: `
INSERT INTO timer (tenant_id, instance_id, key, element_id, due_at, available_at, status)
SELECT $1, $2, e->>'key', e->>'elementId', (e->>'dueAt')::timestamptz, (e->>'dueAt')::timestamptz, 'open'
FROM jsonb_array_elements($4::jsonb) AS row(e) WHERE $3::timestamptz IS NOT NULL`,
  openSubscription: `
INSERT INTO subscription (tenant_id, instance_id, created_at, key, element_id, message, correlation_key)
SELECT $1, $2, $3, e->>'key', e->>'elementId', e->>'message', e->>'correlationKey'
FROM jsonb_array_elements($4::jsonb) AS row(e)`,
} as const;

// $1 instance, $2 instant, $3 actor, $4 the effects.
const closing = {
  closeUserTask: `
UPDATE user_task SET status = e->>'reason', completed_at = $2,
       completed_by = CASE WHEN e->>'reason' = 'completed' THEN $3::text END
FROM jsonb_array_elements($4::jsonb) AS row(e)
WHERE instance_id = $1 AND key = e->>'key' AND status = 'open'`,
  closeJob: `
UPDATE outbox SET status = CASE WHEN e->>'reason' = 'completed' THEN 'done' ELSE 'cancelled' END,
       done_at = $2, leased_until = NULL
FROM jsonb_array_elements($4::jsonb) AS row(e)
WHERE instance_id = $1 AND key = e->>'key' AND status IN ('pending', 'queued', 'dead') AND $3::text IS NOT NULL`,
  closeTimer: `
UPDATE timer SET status = CASE WHEN e->>'reason' = 'completed' THEN 'fired' ELSE 'cancelled' END
FROM jsonb_array_elements($4::jsonb) AS row(e)
WHERE instance_id = $1 AND key = e->>'key' AND status = 'open'
  AND $2::timestamptz IS NOT NULL AND $3::text IS NOT NULL`,
  closeSubscription: `
DELETE FROM subscription USING jsonb_array_elements($4::jsonb) AS row(e)
WHERE instance_id = $1 AND key = e->>'key' AND $2::timestamptz IS NOT NULL AND $3::text IS NOT NULL`,
} as const;

/** Appends the events and turns the effects into rows: first what opens, then what closes. */
export async function saveStep(tx: Transaction, step: StepRows): Promise<void> {
  const { tenant, instanceId, at, actor } = step;
  if (step.events.length > 0) {
    await tx.query(insertEvents, [tenant, instanceId, step.eventCount, at, actor, jsonb(step.events)]);
  }
  for (const type of Object.keys(opening) as (keyof typeof opening)[]) {
    const effects = step.effects.filter((effect) => effect.type === type);
    if (effects.length > 0) await tx.query(opening[type], [tenant, instanceId, at, jsonb(effects)]);
  }
  for (const type of Object.keys(closing) as (keyof typeof closing)[]) {
    const effects = step.effects.filter((effect) => effect.type === type);
    if (effects.length > 0) await tx.query(closing[type], [instanceId, at, actor, jsonb(effects)]);
  }
}
