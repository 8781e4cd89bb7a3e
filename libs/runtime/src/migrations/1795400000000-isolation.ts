import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  currentOrganisations,
  currentTenant,
  isolate,
  isWholeTenant,
  ofVisibleInstance,
  ofVisibleVorgang,
  seesAllCases,
} from './policies.js';

// The organisations that take part now, beside the case: one look at one row tells who may see it. The trigger keeps
// the list in the transaction that changes the rows, so the two can't contradict each other.
const participation = `
ALTER TABLE vorgang ADD COLUMN beteiligte text[] NOT NULL DEFAULT '{}';
CREATE FUNCTION keep_beteiligte() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE vorgang v SET beteiligte = v.beteiligte || NEW.organisation_id
    WHERE v.id = NEW.vorgang_id AND NEW.bis IS NULL AND NOT NEW.organisation_id = ANY (v.beteiligte);
  ELSE
    UPDATE vorgang v SET beteiligte = ARRAY(
      SELECT DISTINCT b.organisation_id FROM beteiligung b WHERE b.vorgang_id = v.id AND b.bis IS NULL)
    WHERE v.id = OLD.vorgang_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_beteiligte AFTER INSERT OR UPDATE OR DELETE ON beteiligung
  FOR EACH ROW EXECUTE FUNCTION keep_beteiligte();
UPDATE vorgang v SET beteiligte = ARRAY(
  SELECT DISTINCT b.organisation_id FROM beteiligung b WHERE b.vorgang_id = v.id AND b.bis IS NULL);
INSERT INTO beteiligung (vorgang_id, tenant_id, organisation_id, art, von)
SELECT n.vorgang_id, n.tenant_id, o.id, 'benachrichtigung', min(n.created_at)
FROM nachricht n JOIN organisation o ON o.tenant_id = n.tenant_id AND o.id = split_part(n.empfaenger_gruppe, ':', 1)
WHERE n.vorgang_id IS NOT NULL GROUP BY n.vorgang_id, n.tenant_id, o.id
ON CONFLICT DO NOTHING;
`;

const reference = "nullif(current_setting('zst.reference', true), '')";

const cases = [
  isolate('vorgang', {
    organisation: `${seesAllCases} OR beteiligte && ${currentOrganisations}
      OR eingereicht_von_organisation = ANY (${currentOrganisations}) OR referenz = ${reference}`,
  }),
  `CREATE POLICY reference ON vorgang FOR SELECT TO zusteuerung_app USING (referenz = ${reference})`,
  // Only who works on the case sees whom it is about, not who was merely told of it.
  isolate('vorgang_person', {
    organisation: `${isWholeTenant} OR EXISTS (
      SELECT 1 FROM beteiligung b WHERE b.vorgang_id = vorgang_person.vorgang_id AND b.bis IS NULL
        AND b.art <> 'benachrichtigung' AND b.organisation_id = ANY (${currentOrganisations}))`,
  }),
  isolate('beteiligung', { organisation: ofVisibleVorgang('beteiligung') }),
  isolate('rueckmeldung', { organisation: ofVisibleVorgang('rueckmeldung') }),
  isolate('nachricht', {
    organisation: `split_part(empfaenger_gruppe, ':', 1) = ANY (${currentOrganisations})
      OR lower(empfaenger) = nullif(current_setting('zst.email', true), '') OR ${ofVisibleVorgang('nachricht')}`,
  }),
  isolate('process_instance', { organisation: ofVisibleInstance('process_instance', 'id') }),
  isolate('instance_event', { organisation: ofVisibleInstance('instance_event') }),
  isolate('user_task', { organisation: ofVisibleInstance('user_task') }),
];

const queues = [
  isolate('outbox', { system: ['SELECT', 'UPDATE'] }),
  isolate('timer', { system: ['SELECT'] }),
  isolate('start_timer', { system: ['SELECT'] }),
  isolate('signal_delivery', { system: ['SELECT'] }),
  isolate('message', { system: ['SELECT', 'UPDATE', 'DELETE'] }),
  isolate('message_correlation', {
    tenant: `EXISTS (SELECT 1 FROM message m
      WHERE m.id = message_correlation.message_id AND m.tenant_id = ${currentTenant})`,
  }),
  isolate('message_start'),
  isolate('subscription'),
  isolate('idempotency_key', { system: ['SELECT', 'DELETE'] }),
];

const models = [
  isolate('deployment'),
  isolate('deployment_file', {
    tenant: 'EXISTS (SELECT 1 FROM deployment d WHERE d.id = deployment_file.deployment_id)',
  }),
];

const accounts = [
  isolate('tenant', { tenant: `id = ${currentTenant}`, system: ['SELECT'], outside: ['SELECT'] }),
  isolate('organisation'),
  isolate('konto', {
    tenant: `EXISTS (SELECT 1 FROM mitgliedschaft m
      WHERE m.konto_id = konto.id AND m.tenant_id = ${currentTenant})`,
    outside: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  }),
  isolate('mitgliedschaft', { outside: ['SELECT', 'DELETE'] }),
  isolate('sitzung', { tenant: 'false', outside: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] }),
];

/** Row-level security on every table, and who takes part in a case beside the case. */
export class Isolation1795400000000 implements MigrationInterface {
  readonly name = 'Isolation1795400000000';

  async up(runner: QueryRunner): Promise<void> {
    const parts = [participation, ...cases, ...queues, ...models, ...accounts];
    for (const part of parts) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
