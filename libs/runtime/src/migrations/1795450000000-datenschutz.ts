import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolate, isWholeTenant, ofVisibleVorgang } from './policies.js';

// The reasons and texts people wrote belong to the case and go with it.
const einwilligungen = `
ALTER TABLE vorgang ADD COLUMN widerruf_at timestamptz;
CREATE TABLE einwilligung (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  vorgang_id uuid NOT NULL REFERENCES vorgang ON DELETE CASCADE,
  tenant_id text NOT NULL,
  text text NOT NULL,
  text_sha256 text NOT NULL,
  paket_version int,
  sprache text NOT NULL,
  empfaenger text[] NOT NULL,
  zwecke text[] NOT NULL,
  form text NOT NULL CHECK (form IN ('schriftlich', 'muendlich', 'elektronisch')),
  umstaende text,
  durch text NOT NULL CHECK (durch IN ('person', 'sorgeberechtigte')),
  besondere boolean NOT NULL,
  erteilt_am date NOT NULL,
  erfasst_at timestamptz NOT NULL DEFAULT now(),
  erfasst_von text NOT NULL,
  widerruf_at timestamptz,
  widerruf_von text
);
CREATE INDEX einwilligung_vorgang ON einwilligung (vorgang_id, erfasst_at);
CREATE TABLE loeschsperre (
  vorgang_id uuid PRIMARY KEY REFERENCES vorgang ON DELETE CASCADE,
  tenant_id text NOT NULL,
  grund text NOT NULL,
  bis date,
  gesetzt_at timestamptz NOT NULL DEFAULT now(),
  gesetzt_von text NOT NULL
);
`;

// What is left of an erased case: that it is erased, and what statistics need. Neither leads to it.
const geloescht = `
CREATE TABLE loeschliste (
  tenant_id text NOT NULL,
  hash text NOT NULL,
  geloescht_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, hash)
);
CREATE TABLE vorgang_statistik (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  art text NOT NULL,
  zugang text,
  monat date NOT NULL,
  ergebnis text NOT NULL,
  organisation text,
  tage int NOT NULL
);
`;

// Items have no reference to what is to be erased, so that they don't keep it; they vanish with it.
const laeufe = `
CREATE TABLE loeschlauf (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id text NOT NULL,
  klasse text NOT NULL,
  freigegeben_von text NOT NULL,
  anzahl int NOT NULL,
  geloescht int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
CREATE INDEX loeschlauf_list ON loeschlauf (tenant_id, created_at DESC);
CREATE TABLE loeschlauf_posten (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text NOT NULL,
  lauf_id uuid NOT NULL REFERENCES loeschlauf ON DELETE CASCADE,
  objekt_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('wartet', 'gesperrt', 'laeuft')),
  UNIQUE (lauf_id, objekt_id)
);
CREATE INDEX loeschlauf_posten_wartet ON loeschlauf_posten (tenant_id, id) WHERE status = 'wartet';
`;

const isolation = [
  isolate('einwilligung', { organisation: ofVisibleVorgang('einwilligung') }),
  isolate('loeschsperre', { organisation: ofVisibleVorgang('loeschsperre') }),
  isolate('loeschliste', { grants: ['SELECT', 'INSERT'], organisation: isWholeTenant }),
  isolate('vorgang_statistik', { grants: ['SELECT', 'INSERT'], organisation: isWholeTenant }),
  isolate('loeschlauf', { organisation: isWholeTenant }),
  isolate('loeschlauf_posten', { system: ['SELECT'] }),
];

/** Consent, legal hold, erasure and what is left after it. Columns are explained at the entities. */
export class Datenschutz1795450000000 implements MigrationInterface {
  readonly name = 'Datenschutz1795450000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [einwilligungen, geloescht, laeufe, ...isolation]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
