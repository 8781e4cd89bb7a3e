import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole } from './policies.js';

// An address opens one account, and may be invited besides: whether it is taken is nothing that another municipality
// learns by inviting it.
const addresses = `
ALTER TABLE konto DROP CONSTRAINT konto_email_key;
CREATE INDEX konto_email ON konto (email);
CREATE UNIQUE INDEX konto_email_opens ON konto (email) WHERE passwort_hash IS NOT NULL;
`;

const wholeTenant = "coalesce(current_setting('zst.organisations', true), '') = '*'";
const written = `current_user <> '${appRole}' OR ${wholeTenant}`;
const restrict = (command: string, condition: string) => `
DROP POLICY organisation_${command.toLowerCase()} ON beteiligung;
CREATE POLICY organisation_${command.toLowerCase()} ON beteiligung AS RESTRICTIVE FOR ${command} TO ${appRole} ${condition};
`;

// Who takes part decides who sees a person. Only steps and the system write it, never who merely sees the case.
const participation = [
  restrict('INSERT', `WITH CHECK (${written})`),
  restrict('UPDATE', `USING (${written}) WITH CHECK (${written})`),
  restrict('DELETE', `USING (${written})`),
];

/** Municipalities learn nothing of each other's accounts, and nobody makes themselves take part in a case. */
export class Apart1795565000000 implements MigrationInterface {
  readonly name = 'Apart1795565000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [addresses, ...participation]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
