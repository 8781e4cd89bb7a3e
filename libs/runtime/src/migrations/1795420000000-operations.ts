import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolate } from './policies.js';

const incidents = `
CREATE TABLE incident (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id text NOT NULL,
  instance_id uuid NOT NULL REFERENCES process_instance ON DELETE CASCADE,
  key text NOT NULL,
  process_id text NOT NULL,
  element_id text NOT NULL,
  code text NOT NULL,
  message jsonb NOT NULL,
  raised_at timestamptz NOT NULL,
  UNIQUE (instance_id, key)
);
CREATE INDEX incident_list ON incident (tenant_id, raised_at DESC, id DESC);
INSERT INTO incident (tenant_id, instance_id, key, process_id, element_id, code, message, raised_at)
SELECT i.tenant_id, i.id, x.incident->>'key', i.process_id, x.incident->>'element', x.incident->>'code',
       x.incident->'message',
       date_trunc('milliseconds', coalesce((
         SELECT max(e.at) FROM instance_event e
         WHERE e.instance_id = i.id AND e.type = 'incidentRaised' AND e.key = x.incident->>'key'), i.updated_at))
FROM process_instance i
CROSS JOIN LATERAL jsonb_each(i.state->'tokens') AS token(key, value)
CROSS JOIN LATERAL (SELECT token.value->'incident' AS incident) AS x
WHERE i.status = 'incident' AND x.incident IS NOT NULL;
`;

// Items have no reference to the instance: its key share would wait for everybody who is at work on it.
const batches = `
CREATE TABLE batch (
  id uuid PRIMARY KEY,
  tenant_id text NOT NULL REFERENCES tenant,
  kind text NOT NULL CHECK (kind IN ('migrate', 'retry')),
  parameters jsonb NOT NULL,
  reason text NOT NULL,
  actor text NOT NULL,
  status text NOT NULL CHECK (status IN ('running', 'done', 'stopped')),
  total int NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
CREATE INDEX batch_list ON batch (tenant_id, created_at DESC, id DESC);
CREATE INDEX batch_running ON batch (id) WHERE status = 'running';
CREATE TABLE batch_item (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  batch_id uuid NOT NULL REFERENCES batch ON DELETE CASCADE,
  instance_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('waiting', 'done', 'refused', 'failed')),
  problems jsonb,
  attempts int NOT NULL DEFAULT 0,
  available_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz,
  UNIQUE (batch_id, instance_id)
);
CREATE INDEX batch_item_due ON batch_item (available_at, id) WHERE status = 'waiting';
`;

/** Incidents as rows, and operations on many instances at once. */
export class Operations1795420000000 implements MigrationInterface {
  readonly name = 'Operations1795420000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(incidents);
    await runner.query(batches);
    await runner.query(isolate('incident'));
    await runner.query(isolate('batch', { system: ['SELECT'] }));
    await runner.query(isolate('batch_item', { system: ['SELECT'] }));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
