import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolate } from './policies.js';

// No references to what entries speak of: they outlive it. Entries wait in audit_pending until they are chained, so
// that commands of a tenant don't queue for the end of its chain.
const tables = `
CREATE TABLE audit_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  commitment text
);
CREATE INDEX audit_entry_subject ON audit_entry (tenant_id, subject_id, id);
CREATE TABLE audit_pending (
  tenant_id text NOT NULL,
  entry_id bigint NOT NULL REFERENCES audit_entry,
  PRIMARY KEY (tenant_id, entry_id)
);
CREATE TABLE audit_link (
  tenant_id text NOT NULL,
  seq bigint NOT NULL,
  entry_id bigint NOT NULL UNIQUE REFERENCES audit_entry,
  hash text NOT NULL,
  PRIMARY KEY (tenant_id, seq)
);
CREATE TABLE audit_salt (
  tenant_id text NOT NULL,
  subject_id text NOT NULL,
  salt bytea NOT NULL,
  PRIMARY KEY (tenant_id, subject_id)
);
INSERT INTO audit_salt (tenant_id, subject_id, salt)
  SELECT tenant_id, id::text, uuid_send(gen_random_uuid()) FROM process_instance;
`;

const appendOnly = `
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_link_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_link
  FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
`;

const isolation = [
  isolate('audit_entry', { grants: ['SELECT', 'INSERT'] }),
  isolate('audit_pending', { grants: ['SELECT', 'INSERT', 'DELETE'], system: ['SELECT'] }),
  isolate('audit_link', { grants: ['SELECT', 'INSERT'] }),
  isolate('audit_salt', { grants: ['SELECT', 'INSERT', 'DELETE'] }),
];

/** The audit log: entries, their chain and the salts of what they commit to. Columns are explained at the entities. */
export class Audit1795430000000 implements MigrationInterface {
  readonly name = 'Audit1795430000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, appendOnly, ...isolation]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
