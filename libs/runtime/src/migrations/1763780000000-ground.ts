import type { MigrationInterface, QueryRunner } from 'typeorm';

const organisations = `
CREATE TABLE tenant (
  id text PRIMARY KEY,
  name text NOT NULL,
  profile jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE organisation (
  tenant_id text NOT NULL REFERENCES tenant,
  id text NOT NULL,
  name text NOT NULL,
  art text NOT NULL,
  email text,
  regime text CHECK (regime IN ('DSGVO', 'KDG', 'DSG-EKD')),
  PRIMARY KEY (tenant_id, id)
);
CREATE TABLE konto (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  passwort_hash text NOT NULL,
  aktiv boolean NOT NULL DEFAULT true
);
CREATE TABLE mitgliedschaft (
  konto_id uuid NOT NULL REFERENCES konto ON DELETE CASCADE,
  tenant_id text NOT NULL,
  organisation_id text NOT NULL,
  rolle text NOT NULL,
  PRIMARY KEY (konto_id, tenant_id, organisation_id, rolle),
  FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation
);
CREATE INDEX mitgliedschaft_organisation ON mitgliedschaft (tenant_id, organisation_id, rolle);
CREATE TABLE sitzung (
  token_hash text PRIMARY KEY,
  konto_id uuid NOT NULL REFERENCES konto ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX sitzung_konto ON sitzung (konto_id);
CREATE INDEX sitzung_expiry ON sitzung (expires_at);
CREATE TABLE idempotency_key (
  tenant_id text NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL,
  response jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
`;

const deployments = `
CREATE TABLE deployment (
  id uuid PRIMARY KEY,
  tenant_id text NOT NULL REFERENCES tenant,
  version int NOT NULL,
  comment text NOT NULL DEFAULT '',
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  hash text NOT NULL,
  UNIQUE (tenant_id, version)
);
CREATE TABLE deployment_file (
  deployment_id uuid NOT NULL REFERENCES deployment ON DELETE CASCADE,
  path text NOT NULL,
  content text NOT NULL,
  sha256 text NOT NULL,
  PRIMARY KEY (deployment_id, path)
);
`;

const instances = `
CREATE TABLE process_instance (
  id uuid PRIMARY KEY,
  tenant_id text NOT NULL,
  deployment_id uuid NOT NULL REFERENCES deployment,
  process_id text NOT NULL,
  business_key text,
  state jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('active', 'completed', 'terminated', 'incident')),
  revision int NOT NULL DEFAULT 0,
  event_count int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX process_instance_tenant ON process_instance (tenant_id, status, created_at);
CREATE INDEX process_instance_deployment ON process_instance (deployment_id);
CREATE INDEX process_instance_business_key ON process_instance (tenant_id, business_key) WHERE business_key IS NOT NULL;
CREATE TABLE instance_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  instance_id uuid NOT NULL REFERENCES process_instance ON DELETE CASCADE,
  seq int NOT NULL,
  at timestamptz NOT NULL,
  type text NOT NULL,
  element_id text NOT NULL,
  key text,
  actor text NOT NULL,
  data jsonb,
  properties jsonb,
  UNIQUE (instance_id, seq)
);
`;

const work = `
CREATE TABLE user_task (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id text NOT NULL,
  instance_id uuid NOT NULL REFERENCES process_instance ON DELETE CASCADE,
  key text NOT NULL,
  element_id text NOT NULL,
  name text NOT NULL,
  form_id text,
  candidate_groups text[] NOT NULL DEFAULT '{}',
  candidate_users text[] NOT NULL DEFAULT '{}',
  headers jsonb NOT NULL DEFAULT '{}',
  variables jsonb NOT NULL DEFAULT '{}',
  due_at timestamptz,
  status text NOT NULL CHECK (status IN ('open', 'completed', 'cancelled')),
  claimed_by text,
  claimed_at timestamptz,
  completed_by text,
  completed_at timestamptz,
  -- what was answered on completion
  result jsonb,
  created_at timestamptz NOT NULL,
  UNIQUE (instance_id, key)
);
CREATE INDEX user_task_inbox ON user_task (tenant_id, created_at, id) WHERE status = 'open';
CREATE INDEX user_task_done ON user_task (tenant_id, completed_at, id) WHERE status = 'completed';
CREATE INDEX user_task_groups ON user_task USING gin (candidate_groups) WHERE status = 'open';
CREATE INDEX user_task_claimed ON user_task (claimed_by) WHERE status = 'open' AND claimed_by IS NOT NULL;
CREATE TABLE outbox (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id text NOT NULL,
  -- deferred: work may be handed out before the row of a new instance is written
  instance_id uuid NOT NULL REFERENCES process_instance ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  key text NOT NULL,
  job_type text NOT NULL,
  -- whether the instance waits for it
  awaited boolean NOT NULL DEFAULT true,
  payload jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'queued', 'done', 'dead', 'cancelled')),
  attempts int NOT NULL DEFAULT 0,
  max_attempts int NOT NULL DEFAULT 3,
  last_error text,
  available_at timestamptz NOT NULL,
  queued_at timestamptz,
  leased_until timestamptz,
  created_at timestamptz NOT NULL,
  done_at timestamptz,
  UNIQUE (instance_id, key)
);
CREATE INDEX outbox_pending ON outbox (available_at) WHERE status = 'pending';
CREATE INDEX outbox_queued ON outbox (queued_at) WHERE status = 'queued';
CREATE INDEX outbox_dead ON outbox (tenant_id, created_at) WHERE status = 'dead';
CREATE TABLE timer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  instance_id uuid NOT NULL REFERENCES process_instance ON DELETE CASCADE,
  key text NOT NULL,
  element_id text NOT NULL,
  due_at timestamptz NOT NULL,
  available_at timestamptz NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  status text NOT NULL CHECK (status IN ('open', 'fired', 'cancelled')),
  UNIQUE (instance_id, key)
);
CREATE INDEX timer_due ON timer (available_at, id) WHERE status = 'open';
CREATE TABLE subscription (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  instance_id uuid NOT NULL REFERENCES process_instance ON DELETE CASCADE,
  key text NOT NULL,
  element_id text NOT NULL,
  message text NOT NULL,
  correlation_key text,
  created_at timestamptz NOT NULL,
  UNIQUE (instance_id, key)
);
CREATE INDEX subscription_message ON subscription (tenant_id, message, correlation_key);
`;

const vorgaenge = `
CREATE TABLE vorgang (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id text NOT NULL REFERENCES tenant,
  art text NOT NULL CHECK (art IN ('meldung', 'anliegen')),
  referenz text NOT NULL UNIQUE,
  pin_hash text,
  instance_id uuid UNIQUE REFERENCES process_instance,
  prozess text NOT NULL,
  zugang text,
  titel text NOT NULL,
  status text NOT NULL,
  stufe text,
  eingereicht_von_organisation text,
  parent_vorgang_id uuid REFERENCES vorgang,
  antworten jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX vorgang_list ON vorgang (tenant_id, art, created_at DESC, id DESC);
CREATE INDEX vorgang_parent ON vorgang (parent_vorgang_id) WHERE parent_vorgang_id IS NOT NULL;
CREATE TABLE vorgang_person (
  vorgang_id uuid PRIMARY KEY REFERENCES vorgang ON DELETE CASCADE,
  tenant_id text NOT NULL,
  daten jsonb NOT NULL
);
CREATE TABLE beteiligung (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  vorgang_id uuid NOT NULL REFERENCES vorgang ON DELETE CASCADE,
  tenant_id text NOT NULL,
  organisation_id text NOT NULL,
  art text NOT NULL,
  von timestamptz NOT NULL DEFAULT now(),
  bis timestamptz,
  FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation
);
CREATE UNIQUE INDEX beteiligung_current ON beteiligung (vorgang_id, organisation_id, art) WHERE bis IS NULL;
CREATE INDEX beteiligung_organisation ON beteiligung (tenant_id, organisation_id, vorgang_id) WHERE bis IS NULL;
CREATE TABLE rueckmeldung (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  vorgang_id uuid NOT NULL REFERENCES vorgang ON DELETE CASCADE,
  tenant_id text NOT NULL,
  text text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX rueckmeldung_vorgang ON rueckmeldung (vorgang_id, at);
CREATE TABLE nachricht (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id text NOT NULL,
  vorgang_id uuid REFERENCES vorgang ON DELETE CASCADE,
  outbox_id uuid REFERENCES outbox ON DELETE SET NULL,
  empfaenger text NOT NULL,
  empfaenger_gruppe text,
  betreff text NOT NULL,
  text text NOT NULL,
  status text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  UNIQUE (outbox_id, empfaenger)
);
CREATE INDEX nachricht_list ON nachricht (tenant_id, created_at DESC, id DESC);
CREATE INDEX nachricht_vorgang ON nachricht (vorgang_id);
`;

/** The first tables. Columns are explained at the entities. */
export class Ground1763780000000 implements MigrationInterface {
  readonly name = 'Ground1763780000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [organisations, deployments, instances, work, vorgaenge]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
