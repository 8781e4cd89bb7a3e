import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolate, ofVisibleVorgang } from './policies.js';

const tables = `
CREATE TABLE termin (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id text NOT NULL,
  vorgang_id uuid NOT NULL REFERENCES vorgang ON DELETE CASCADE,
  element_id text,
  art text NOT NULL,
  titel text NOT NULL,
  beginn timestamptz NOT NULL,
  ganztags boolean NOT NULL DEFAULT false,
  dauer int NOT NULL,
  ort text,
  teilnehmende text[] NOT NULL,
  status text NOT NULL CHECK (status IN ('geplant', 'abgesagt')),
  sequence int NOT NULL DEFAULT 0,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (vorgang_id, element_id)
);
CREATE INDEX termin_beginn ON termin (tenant_id, beginn) WHERE status = 'geplant';
ALTER TABLE nachricht ADD COLUMN kalender text;
`;

/** Meetings about a Vorgang, and the calendar file that a mail carries. Columns are explained at the entities. */
export class Termine1795460000000 implements MigrationInterface {
  readonly name = 'Termine1795460000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(isolate('termin', { organisation: ofVisibleVorgang('termin') }));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
