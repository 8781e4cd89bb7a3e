import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolate } from './policies.js';

const webhooks = `
CREATE TABLE webhook (
  id uuid PRIMARY KEY,
  tenant_id text NOT NULL REFERENCES tenant,
  name text NOT NULL,
  url text NOT NULL,
  ereignisse text[] NOT NULL,
  geheimnis bytea NOT NULL,
  aktiv boolean NOT NULL DEFAULT true,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  zugestellt_am timestamptz
);
CREATE INDEX webhook_tenant ON webhook (tenant_id);
-- how much of a channel went out lately, and what did not arrive
CREATE INDEX outbox_channel ON outbox (job_type, queued_at) WHERE queued_at IS NOT NULL;
`;

/** Webhooks, and what the limits of a channel need. Columns are explained at the entities. */
export class Channels1795440000000 implements MigrationInterface {
  readonly name = 'Channels1795440000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(webhooks);
    await runner.query(isolate('webhook'));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
