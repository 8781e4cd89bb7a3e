import type { EngineEvent } from '@zusteuerung/engine';
import { runPrepared, type Statement } from '../database/prepared.js';
import type { ProcessInstance } from '../entities/instance.js';
import type { Transaction } from '../types.js';
import { jsonb } from './jsonb.js';

const keep: Statement = {
  name: 'keep-incidents',
  text: `WITH over AS (DELETE FROM incident WHERE instance_id = $1::uuid AND key = ANY($6::text[]))
    INSERT INTO incident (tenant_id, instance_id, key, process_id, element_id, code, message, raised_at)
    SELECT $2::text, $1::uuid, e->>'key', $3::text, e->>'elementId', e->'data'->>'code', e->'data'->'message',
           $4::timestamptz
    FROM jsonb_array_elements($5::jsonb) AS row(e)`,
};

/** Keeps the rows of incidents in line with what a step raised and resolved; most steps do neither. */
export async function keepIncidents(
  tx: Transaction,
  { id, tenantId, processId }: ProcessInstance,
  events: EngineEvent[],
  at: Date,
): Promise<void> {
  const resolved = events.flatMap(({ type, key }) => (type === 'incidentResolved' && key ? [key] : []));
  const raised = events.filter(({ type, key }) => type === 'incidentRaised' && !resolved.includes(key ?? ''));
  if (raised.length + resolved.length === 0) return;
  await runPrepared(tx, keep, [id, tenantId, processId, at, jsonb(raised), resolved]);
}
