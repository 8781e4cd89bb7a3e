import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, currentOrganisations, forAppOnly, seesAllCases } from './policies.js';

// Conditions without a sub-select: those cost each statement that writes its own preparation, however few rows it
// writes. What must be looked up is a function's work, which is only called when nothing else opened the row.
const setting = (name: string) => `coalesce(current_setting('${name}', true), '')`;
const wholeTenant = `${setting('zst.organisations')} = '*'`;
const allCases = `${wholeTenant} OR ${setting('zst.cases')} = 'all'`;
const organisations = `string_to_array(${setting('zst.organisations')}, ',')`;
const reference = "nullif(current_setting('zst.reference', true), '')";
const notApp = `current_user <> '${appRole}'`;

const lookups = `
CREATE FUNCTION zst_sees_vorgang(id uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN EXISTS (SELECT 1 FROM public.vorgang v WHERE v.id = zst_sees_vorgang.id); END $$;
CREATE FUNCTION zst_sees_instance(id uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN EXISTS (SELECT 1 FROM public.vorgang v WHERE v.instance_id = zst_sees_instance.id); END $$;
CREATE FUNCTION zst_works_on(id uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN EXISTS (SELECT 1 FROM public.beteiligung b WHERE b.vorgang_id = zst_works_on.id AND b.bis IS NULL
  AND b.art <> 'benachrichtigung' AND b.organisation_id = ANY (${organisations})); END $$;
`;

const ofVorgang = `${allCases} OR zst_sees_vorgang(vorgang_id)`;

/** What rows of a table may be written, where it is not what may be seen. */
const writable: Record<string, { written: string; changed?: string }> = {
  vorgang: {
    written: `${allCases} OR beteiligte && ${organisations} OR eingereicht_von_organisation = ANY (${organisations})
      OR referenz = ${reference}`,
  },
  vorgang_person: { written: `${wholeTenant} OR zst_works_on(vorgang_id)` },
  beteiligung: { written: ofVorgang },
  rueckmeldung: { written: ofVorgang },
  nachricht: {
    written: `${allCases} OR split_part(empfaenger_gruppe, ':', 1) = ANY (${organisations})
      OR lower(empfaenger) = nullif(current_setting('zst.email', true), '') OR zst_sees_vorgang(vorgang_id)`,
  },
  einwilligung: { written: ofVorgang },
  user_task: { written: `${allCases} OR zst_sees_instance(instance_id)` },
  // Only steps write these, and a step acts for the tenant as a whole. Who sees an instance may lock it.
  process_instance: { written: wholeTenant },
  instance_event: { written: wholeTenant, changed: wholeTenant },
  inbox_entry: { written: wholeTenant, changed: wholeTenant },
};

/** A restriction by command: who sees and deletes rows stays as it is. */
function byCommand(table: string, seen: string): string {
  const { written, changed } = writable[table] ?? { written: seen };
  const policy = (command: string, condition: string) =>
    `CREATE POLICY organisation_${command.toLowerCase()} ON ${table} AS RESTRICTIVE FOR ${command} TO ${appRole} ${condition}`;
  return [
    `DROP POLICY organisation ON ${table}`,
    policy('SELECT', `USING (${seen})`),
    policy('INSERT', `WITH CHECK (${notApp} OR ${written})`),
    policy(
      'UPDATE',
      `USING (${changed ? `${notApp} OR ${changed}` : seen}) WITH CHECK (${notApp} OR ${written})`,
    ),
    policy('DELETE', `USING (${changed ? `${notApp} OR ${changed}` : seen})`),
  ].join(';\n');
}

// A case begins before its tasks, so a new case has no entries to look after; and an entry that knows the instance
// finds its case without the task.
const inbox = `
DROP TRIGGER keep_inbox_case ON vorgang;
ALTER TABLE inbox_entry ADD COLUMN instance_id uuid;
UPDATE inbox_entry e SET instance_id = t.instance_id FROM user_task t WHERE t.id = e.task_id;
ALTER TABLE inbox_entry ALTER COLUMN instance_id SET NOT NULL;
CREATE INDEX inbox_entry_instance ON inbox_entry (instance_id);
CREATE OR REPLACE FUNCTION keep_inbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM inbox_entry WHERE task_id = NEW.id;
  END IF;
  INSERT INTO inbox_entry (tenant_id, kind, holder, status, visible, at, task_id, instance_id)
  SELECT NEW.tenant_id, h.kind, h.holder, NEW.status,
    h.kind = 'user' OR coalesce(split_part(h.holder, ':', 1) = ANY (v.beteiligte || v.eingereicht_von_organisation), false),
    CASE NEW.status WHEN 'completed' THEN coalesce(NEW.completed_at, NEW.created_at) ELSE NEW.created_at END,
    NEW.id, NEW.instance_id
  FROM (SELECT DISTINCT 'group' AS kind, unnest(NEW.candidate_groups) AS holder
        UNION ALL SELECT DISTINCT 'user', unnest(NEW.candidate_users)) h
    LEFT JOIN vorgang v ON v.instance_id = NEW.instance_id
  WHERE NEW.status <> 'cancelled';
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION keep_inbox_visible() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE inbox_entry e SET visible = NOT e.visible
  WHERE e.instance_id = NEW.instance_id AND e.kind = 'group' AND e.visible <>
    coalesce(split_part(e.holder, ':', 1) = ANY (NEW.beteiligte || NEW.eingereicht_von_organisation), false);
  RETURN NULL;
END $$;
`;

const seenEntries = `${seesAllCases} OR CASE kind
  WHEN 'group' THEN visible AND split_part(holder, ':', 1) = ANY (${currentOrganisations})
  ELSE EXISTS (SELECT 1 FROM vorgang v WHERE v.instance_id = inbox_entry.instance_id) END`;

// The same statement writes both rows, and a check for each of twenty events costs as much as writing them.
const references = `
ALTER TABLE instance_event DROP CONSTRAINT instance_event_instance_id_fkey;
ALTER TABLE audit_pending DROP CONSTRAINT audit_pending_entry_id_fkey;
CREATE FUNCTION forget_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM instance_event e USING gone WHERE e.instance_id = gone.id;
  RETURN NULL;
END $$;
CREATE TRIGGER forget_events AFTER DELETE ON process_instance REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION forget_events();
`;

/** A step writes with less ado: what guards its rows is cheaper, and guards the same. */
export class LightWrites1795550000000 implements MigrationInterface {
  readonly name = 'LightWrites1795550000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(lookups);
    await runner.query(inbox);
    for (const table of Object.keys(writable)) {
      const [policy] = (await runner.query(
        `SELECT qual FROM pg_policies WHERE schemaname = 'public' AND tablename = $1 AND policyname = 'organisation'`,
        [table],
      )) as { qual: string }[];
      if (!policy) throw new Error(`${table} has no restriction of organisations`);
      await runner.query(byCommand(table, table === 'inbox_entry' ? forAppOnly(seenEntries) : policy.qual));
    }
    await runner.query(references);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
