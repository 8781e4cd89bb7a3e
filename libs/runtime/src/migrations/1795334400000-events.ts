import type { MigrationInterface, QueryRunner } from 'typeorm';

const subscriptions = `
ALTER TABLE subscription RENAME COLUMN message TO name;
ALTER TABLE subscription ADD COLUMN kind text NOT NULL DEFAULT 'message' CHECK (kind IN ('message', 'signal'));
DROP INDEX subscription_message;
CREATE INDEX subscription_name ON subscription (tenant_id, kind, name, correlation_key);
`;

// Whom a message reached has no reference to the instance: its key share would wait for the instance's lock.
const messages = `
CREATE TABLE message (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  name text NOT NULL,
  correlation_key text,
  variables jsonb NOT NULL,
  actor text NOT NULL,
  message_id text,
  fresh boolean NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  forget_at timestamptz NOT NULL,
  available_at timestamptz NOT NULL DEFAULT now(),
  attempts int NOT NULL DEFAULT 0
);
CREATE INDEX message_queue ON message (tenant_id, name, coalesce(correlation_key, ''), id);
CREATE UNIQUE INDEX message_once ON message (tenant_id, name, coalesce(correlation_key, ''), message_id)
  WHERE message_id IS NOT NULL;
CREATE INDEX message_fresh ON message (id) WHERE fresh;
CREATE INDEX message_forget ON message (forget_at);
CREATE TABLE message_correlation (
  message_id bigint NOT NULL REFERENCES message ON DELETE CASCADE,
  process_id text NOT NULL,
  instance_id uuid,
  blocked boolean NOT NULL,
  PRIMARY KEY (message_id, process_id)
);
CREATE INDEX message_blocked ON message_correlation (message_id) WHERE blocked;
CREATE TABLE message_start (
  instance_id uuid PRIMARY KEY REFERENCES process_instance ON DELETE CASCADE,
  tenant_id text NOT NULL,
  process_id text NOT NULL,
  correlation_key text NOT NULL
);
CREATE INDEX message_start_key ON message_start (tenant_id, process_id, correlation_key);
`;

// No reference to the listening instance, for the same reason: who throws must not wait for those who listen.
const signals = `
CREATE TABLE signal_delivery (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  signal text NOT NULL,
  variables jsonb NOT NULL,
  actor text NOT NULL,
  instance_id uuid,
  deployment_id uuid,
  process_id text,
  start_event text,
  definition int,
  created_at timestamptz NOT NULL,
  available_at timestamptz NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  CHECK ((instance_id IS NULL) = (process_id IS NOT NULL))
);
CREATE INDEX signal_delivery_due ON signal_delivery (available_at, id);
`;

const startTimers = `
CREATE TABLE start_timer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL REFERENCES tenant,
  deployment_id uuid NOT NULL REFERENCES deployment,
  process_id text NOT NULL,
  start_event text NOT NULL,
  definition int NOT NULL,
  form text NOT NULL,
  value text NOT NULL,
  due_at timestamptz NOT NULL,
  available_at timestamptz NOT NULL,
  remaining int,
  every text,
  attempts int NOT NULL DEFAULT 0,
  status text NOT NULL CHECK (status IN ('open', 'fired')),
  UNIQUE (tenant_id, process_id, start_event, definition)
);
CREATE INDEX start_timer_due ON start_timer (available_at, id) WHERE status = 'open';
`;

/** Messages that are kept, signals on their way and timers that start instances. Columns are explained at the entities. */
export class Events1795334400000 implements MigrationInterface {
  readonly name = 'Events1795334400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [subscriptions, messages, signals, startTimers]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
