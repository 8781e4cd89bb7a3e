import type { MigrationInterface, QueryRunner } from 'typeorm';
import { currentOrganisations, isolate, seesAllCases } from './policies.js';

// The candidates of a task are lists, and an index over lists is of no use behind row-level policies: whether lists
// overlap is asked only after the policy. So each candidate has a row of its own, in the order of the inbox.
const entries = `
CREATE TABLE inbox_entry (
  tenant_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('group', 'user')),
  -- the group or the account
  holder text NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'completed')),
  -- of a group: whether its organisation takes part in the case or has reported it
  visible boolean NOT NULL,
  -- created (open) or completed
  at timestamptz NOT NULL,
  task_id uuid NOT NULL REFERENCES user_task ON DELETE CASCADE,
  PRIMARY KEY (tenant_id, kind, holder, status, visible, at, task_id)
);
`;

const holders = (task: string, source: string) => `
INSERT INTO inbox_entry (tenant_id, kind, holder, status, visible, at, task_id)
SELECT ${task}.tenant_id, h.kind, h.holder, ${task}.status,
  h.kind = 'user' OR coalesce(split_part(h.holder, ':', 1) = ANY (v.beteiligte || v.eingereicht_von_organisation), false),
  CASE ${task}.status WHEN 'completed' THEN coalesce(${task}.completed_at, ${task}.created_at) ELSE ${task}.created_at END,
  ${task}.id
FROM ${source} (
    SELECT DISTINCT 'group' AS kind, unnest(${task}.candidate_groups) AS holder
    UNION ALL SELECT DISTINCT 'user', unnest(${task}.candidate_users)) h
  LEFT JOIN vorgang v ON v.instance_id = ${task}.instance_id
WHERE ${task}.status <> 'cancelled';`;

const keeping = `
CREATE FUNCTION keep_inbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM inbox_entry WHERE task_id = NEW.id;
  END IF;
  ${holders('NEW', '')}
  RETURN NULL;
END $$;
CREATE TRIGGER keep_inbox_new AFTER INSERT ON user_task FOR EACH ROW EXECUTE FUNCTION keep_inbox();
CREATE TRIGGER keep_inbox_changed AFTER UPDATE ON user_task FOR EACH ROW
  WHEN ((OLD.status, OLD.candidate_groups, OLD.candidate_users, OLD.completed_at)
    IS DISTINCT FROM (NEW.status, NEW.candidate_groups, NEW.candidate_users, NEW.completed_at))
  EXECUTE FUNCTION keep_inbox();

CREATE FUNCTION keep_inbox_visible() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE inbox_entry e SET visible = NOT e.visible
  FROM user_task t
  WHERE t.instance_id = NEW.instance_id AND e.task_id = t.id AND e.kind = 'group' AND e.visible <>
    coalesce(split_part(e.holder, ':', 1) = ANY (NEW.beteiligte || NEW.eingereicht_von_organisation), false);
  RETURN NULL;
END $$;
CREATE TRIGGER keep_inbox_case AFTER INSERT ON vorgang FOR EACH ROW
  WHEN (NEW.instance_id IS NOT NULL) EXECUTE FUNCTION keep_inbox_visible();
CREATE TRIGGER keep_inbox_case_changed AFTER UPDATE ON vorgang FOR EACH ROW
  WHEN (NEW.instance_id IS NOT NULL AND (OLD.beteiligte, OLD.instance_id, OLD.eingereicht_von_organisation)
    IS DISTINCT FROM (NEW.beteiligte, NEW.instance_id, NEW.eingereicht_von_organisation))
  EXECUTE FUNCTION keep_inbox_visible();
`;

const policies = isolate('inbox_entry', {
  organisation: `${seesAllCases} OR CASE kind
    WHEN 'group' THEN visible AND split_part(holder, ':', 1) = ANY (${currentOrganisations})
    ELSE EXISTS (SELECT 1 FROM user_task t WHERE t.id = inbox_entry.task_id) END`,
});

/** The inbox as rows of its own, so that a page costs the same however many tasks there are. */
export class Inbox1795480000000 implements MigrationInterface {
  readonly name = 'Inbox1795480000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(entries);
    await runner.query(holders('t', 'user_task t CROSS JOIN LATERAL'));
    // After filling: one pass instead of an entry per row.
    await runner.query('CREATE INDEX inbox_entry_task ON inbox_entry (task_id)');
    await runner.query(keeping);
    await runner.query(policies);
    await runner.query('DROP INDEX user_task_groups; DROP INDEX user_task_done');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
