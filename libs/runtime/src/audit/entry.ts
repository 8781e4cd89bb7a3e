import { runPrepared, type Statement } from '../database/prepared.js';
import { jsonb } from '../execution/jsonb.js';
import type { Json, Transaction } from '../types.js';

/** Something to be remembered; holds nothing that identifies the people a case is about. */
export interface AuditNote {
  tenant: string;
  /** account id, or what acted by itself */
  actor: string;
  /** what was done, as the feature calls it (`person.gelesen`, `konto.angelegt` …) */
  action: string;
  subject: { type: string; id: string };
  data?: Record<string, Json>;
}

const insert: Statement = {
  name: 'insert-audit',
  text: `WITH entry AS (
    INSERT INTO audit_entry (tenant_id, at, actor, action, subject_type, subject_id, data)
    VALUES ($1, clock_timestamp(), $2, $3, $4, $5, $6::jsonb) RETURNING id
  ) INSERT INTO audit_pending (tenant_id, entry_id) SELECT $1, id FROM entry`,
};

/** Remembers something with the transaction; a moment after the commit it has its place in the tenant's chain. */
export async function audit(
  tx: Transaction,
  { tenant, actor, action, subject, data = {} }: AuditNote,
): Promise<void> {
  await runPrepared(tx, insert, [tenant, actor, action, subject.type, subject.id, jsonb(data)]);
}

// The content of a step, the same from the rows just written and from those read years later: instants as
// microseconds, so that no setting of the session changes the text. JSON text holds no control characters, so what
// they separate can't be shifted.
const micros = '(extract(epoch FROM e.at) * 1000000)::bigint';
const eventText = `jsonb_build_array(e.seq, ${micros}, e.type, e.element_id, e.key, e.actor)::text || E'\\x1f'
  || coalesce(e.data::text, '') || E'\\x1f' || coalesce(e.properties::text, '')`;

/** SHA-256 over a salt and the events `e`, as SQL. */
export const commitmentOf = (salt: string) =>
  `'2:' || encode(sha256(${salt} || convert_to(string_agg(${eventText}, E'\\x1e' ORDER BY e.seq), 'UTF8')), 'hex')`;

// Took three times as long to write.
const firstEventText = `jsonb_build_array(e.seq, ${micros}, e.type, e.element_id, e.key, e.actor, e.data, e.properties)`;

/** As commitments were before they began with `2:`. */
export const firstCommitmentOf = (salt: string) =>
  `encode(sha256(${salt} || convert_to(jsonb_agg(${firstEventText} ORDER BY e.seq)::text, 'UTF8')), 'hex')`;

/** The entry of a step as parts of the statement that saves it: `events` are the rows it wrote. */
export const auditStep = (isStart: boolean) => `
salt AS (
  ${
    isStart
      ? `INSERT INTO audit_salt (tenant_id, subject_id, salt) VALUES ($2, ($1::uuid)::text, uuid_send(gen_random_uuid()))
  RETURNING salt`
      : `SELECT salt FROM audit_salt WHERE tenant_id = $2 AND subject_id = ($1::uuid)::text`
  }
), entry AS (
  INSERT INTO audit_entry (tenant_id, at, actor, action, subject_type, subject_id, data, commitment)
  SELECT $2, $3, $4, 'step', 'instance', ($1::uuid)::text, jsonb_build_object('from', $5::int + 1, 'to', $11::int),
         (SELECT ${commitmentOf('(SELECT salt FROM salt)')} FROM events e)
  RETURNING id
), pending AS (
  INSERT INTO audit_pending (tenant_id, entry_id) SELECT $2, id FROM entry
)`;

/** The same for a list of steps `s`, one of each instance. */
export const auditSteps = `
salt AS MATERIALIZED (
  SELECT s.id, a.salt FROM step s JOIN audit_salt a ON a.tenant_id = $2 AND a.subject_id = s.id::text
), entry AS (
  INSERT INTO audit_entry (tenant_id, at, actor, action, subject_type, subject_id, data, commitment)
  SELECT $2, s.at, s.actor, 'step', 'instance', s.id::text,
         jsonb_build_object('from', s.before + 1, 'to', s.event_count), c.commitment
  FROM step s LEFT JOIN (
    SELECT e.instance_id, ${commitmentOf('salt.salt')} AS commitment
    FROM events e JOIN salt ON salt.id = e.instance_id GROUP BY e.instance_id, salt.salt
  ) c ON c.instance_id = s.id
  ORDER BY s.n
  RETURNING id
), pending AS (
  INSERT INTO audit_pending (tenant_id, entry_id) SELECT $2, id FROM entry
)`;

/** SHA-256 over a salt and the result of a task `t`, as SQL. */
export const resultCommitmentOf = (salt: string) =>
  `encode(sha256(${salt} || convert_to(t.result::text, 'UTF8')), 'hex')`;

/** Keeps what was answered on completion and remembers it: $1 task, $2 answers, $3 actor. */
export const saveResult: Statement = {
  name: 'save-result',
  text: `WITH t AS (
    UPDATE user_task SET result = $2::jsonb WHERE id = $1
    RETURNING id, tenant_id, instance_id::text AS subject, completed_at, result
  ), entry AS (
    INSERT INTO audit_entry (tenant_id, at, actor, action, subject_type, subject_id, data, commitment)
    SELECT t.tenant_id, t.completed_at, $3, 'answers', 'instance', t.subject, jsonb_build_object('task', t.id),
           ${resultCommitmentOf('(SELECT salt FROM audit_salt s WHERE s.tenant_id = t.tenant_id AND s.subject_id = t.subject)')}
    FROM t RETURNING id, tenant_id
  ) INSERT INTO audit_pending (tenant_id, entry_id) SELECT tenant_id, id FROM entry`,
};
