import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolate } from './policies.js';

// An account without a password belongs to the directory (OIDC), or its invitation has not been accepted yet.
const accounts = `
ALTER TABLE konto ALTER COLUMN passwort_hash DROP NOT NULL;
ALTER TABLE konto ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE konto ADD COLUMN letzte_anmeldung_at timestamptz;
CREATE TABLE konto_oidc (
  issuer text NOT NULL,
  subject text NOT NULL,
  konto_id uuid NOT NULL UNIQUE REFERENCES konto ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (issuer, subject)
);
CREATE TABLE konto_link (
  token_hash text PRIMARY KEY,
  konto_id uuid NOT NULL UNIQUE REFERENCES konto ON DELETE CASCADE,
  zweck text NOT NULL CHECK (zweck IN ('einladung', 'passwort')),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
`;

const sessions = `
ALTER TABLE sitzung ADD COLUMN id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid();
ALTER TABLE sitzung ADD COLUMN last_seen_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE sitzung ADD COLUMN user_agent text NOT NULL DEFAULT '';
ALTER TABLE sitzung ADD COLUMN oidc_issuer text;
ALTER TABLE sitzung ADD COLUMN oidc_subject text;
ALTER TABLE sitzung ADD COLUMN oidc_sid text;
ALTER TABLE sitzung ADD COLUMN id_token bytea;
CREATE INDEX sitzung_oidc ON sitzung (oidc_issuer, oidc_subject) WHERE oidc_issuer IS NOT NULL;
CREATE TABLE oidc_abmeldung (
  jti_hash text PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
`;

const secondFactor = `
CREATE TABLE zweiter_faktor (
  konto_id uuid PRIMARY KEY REFERENCES konto ON DELETE CASCADE,
  geheimnis bytea NOT NULL,
  bestaetigt_at timestamptz,
  letzter_schritt bigint NOT NULL DEFAULT 0
);
CREATE TABLE wiederherstellungscode (
  konto_id uuid NOT NULL REFERENCES zweiter_faktor ON DELETE CASCADE,
  code_hash text NOT NULL,
  PRIMARY KEY (konto_id, code_hash)
);
`;

const attempts = `
CREATE TABLE bremse (
  schluessel text PRIMARY KEY,
  versuche int NOT NULL,
  gesperrt_bis timestamptz NOT NULL,
  zuletzt timestamptz NOT NULL
);
CREATE INDEX bremse_zuletzt ON bremse (zuletzt);
`;

const isolation = [
  'konto_oidc',
  'konto_link',
  'oidc_abmeldung',
  'zweiter_faktor',
  'wiederherstellungscode',
  'bremse',
].map((table) => isolate(table, { tenant: 'false', outside: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] }));

/** Sign-in through a directory, second factor, sessions to look at, links and attempts. Columns: see the entities. */
export class Signin1795410000000 implements MigrationInterface {
  readonly name = 'Signin1795410000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [accounts, sessions, secondFactor, attempts, ...isolation]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
