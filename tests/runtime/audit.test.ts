import {
  audit,
  AuditWorker,
  verifyAudit,
  verifyRecentAudit,
  type AuditDefect,
  type ChainHead,
  type Transaction,
  wholeTenant,
} from '@zusteuerung/runtime';
import { World } from './world.js';

let world: World;

beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const note = (action: string, id = 'v1') =>
  world.processes.transaction(
    (tx) => audit(tx, { tenant: world.tenant, actor: 'test', action, subject: { type: 'vorgang', id } }),
    wholeTenant(world.tenant),
  );
const verify = (anchors?: ChainHead[]) =>
  world.processes.transaction((tx) => verifyAudit(tx, world.tenant, anchors), wholeTenant(world.tenant));
const codes = async (anchors?: ChainHead[]): Promise<AuditDefect['code'][]> =>
  (await verify(anchors)).defects.map(({ code }) => code);
const seal = () => new AuditWorker(world.database.dataSource).runOnce();

/** What only the owner of the database could do, after switching the guard off. */
async function tamper(table: string, sql: string): Promise<void> {
  await world.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await world.query(sql);
  await world.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}

/** An instance with a completed task, all of it in the chain. */
async function history(): Promise<string> {
  const { instanceId } = await world.start('aufgabe', { gruppe: 'caritas:case_management' });
  const [task] = await world.query<{ id: string }>('SELECT id FROM user_task WHERE instance_id = $1', [
    instanceId,
  ]);
  await world.complete(task!.id, 'frau-kaya', null, { grund: 'passt' });
  await seal();
  return instanceId;
}

test('each step and each answer is chained, and everything is as it was written', async () => {
  await history();
  await note('gelesen');
  await seal();
  const { head, compared, erased, defects } = await verify();
  expect(head.seq).toBe(4);
  expect(compared).toBe(3);
  expect(erased).toBe(0);
  expect(defects).toEqual([]);
  expect(await seal()).toBe(0);
});

test('nobody changes or removes an entry or a link', async () => {
  await history();
  for (const sql of [
    `UPDATE audit_entry SET actor = 'niemand'`,
    'DELETE FROM audit_link',
    'DELETE FROM audit_entry',
    'TRUNCATE audit_link',
  ])
    await expect(world.query(sql)).rejects.toThrow(/append-only/);
});

test('a rewritten history is found', async () => {
  const instanceId = await history();
  await world.query(`UPDATE instance_event SET actor = 'niemand' WHERE instance_id = $1 AND seq = 2`, [
    instanceId,
  ]);
  expect((await verify()).defects).toEqual([
    { code: 'CONTENT_CHANGED', entryId: expect.any(String), subjectId: instanceId },
  ]);
});

test('commitments from before their second form still tell what was changed', async () => {
  const instanceId = await history();
  const first = `jsonb_agg(jsonb_build_array(e.seq, (extract(epoch FROM e.at) * 1000000)::bigint, e.type, e.element_id,
    e.key, e.actor, e.data, e.properties) ORDER BY e.seq)::text`;
  await world.query(
    `WITH old AS (
      INSERT INTO audit_entry (tenant_id, at, actor, action, subject_type, subject_id, data, commitment)
      SELECT a.tenant_id, a.at, a.actor, a.action, a.subject_type, a.subject_id, a.data, (
        SELECT encode(sha256(s.salt || convert_to(${first}, 'UTF8')), 'hex') FROM instance_event e
        WHERE e.instance_id = $1 AND e.seq BETWEEN (a.data->>'from')::int AND (a.data->>'to')::int)
      FROM audit_entry a JOIN audit_salt s ON s.subject_id = a.subject_id
      WHERE a.subject_id = $1::text AND a.action = 'step' RETURNING id, tenant_id
    ) INSERT INTO audit_pending (tenant_id, entry_id) SELECT tenant_id, id FROM old`,
    [instanceId],
  );
  await seal();
  expect(await verify()).toMatchObject({ compared: 5, defects: [] });
  await world.query(`UPDATE instance_event SET actor = 'niemand' WHERE seq = 2`);
  expect(await codes()).toEqual(['CONTENT_CHANGED', 'CONTENT_CHANGED']);
});

test('a removed piece of history is found', async () => {
  const instanceId = await history();
  await world.query('DELETE FROM instance_event WHERE instance_id = $1', [instanceId]);
  expect(await codes()).toEqual(['CONTENT_MISSING', 'CONTENT_MISSING']);
});

test('a changed answer is found', async () => {
  await history();
  await world.query(`UPDATE user_task SET result = '{"grund":"anders"}' WHERE result IS NOT NULL`);
  expect(await codes()).toEqual(['CONTENT_CHANGED']);
});

test('a changed entry breaks the chain where it stands', async () => {
  await history();
  await tamper('audit_entry', `UPDATE audit_entry SET actor = 'niemand' WHERE action = 'answers'`);
  expect(await codes()).toEqual(['CHAIN_BROKEN']);
});

test('a missing link is a gap, and its entry has no place', async () => {
  await history();
  await tamper('audit_link', 'DELETE FROM audit_link WHERE seq = 2');
  await tamper(
    'audit_entry',
    `UPDATE audit_entry SET at = at - interval '2 minutes' WHERE id NOT IN
    (SELECT entry_id FROM audit_link)`,
  );
  expect(await codes()).toEqual(['CHAIN_GAP', 'ENTRY_NOT_CHAINED']);
});

test('a chain that was cut off and grew again does not hold the head noted before', async () => {
  await history();
  const { head } = await verify();
  await tamper('audit_link', `DELETE FROM audit_link WHERE seq = ${head.seq}`);
  await tamper('audit_entry', 'DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry)');
  expect(await codes()).toEqual([]);
  expect(await codes([head])).toEqual(['ANCHOR_MISSING']);
  await note('gelesen');
  await seal();
  expect(await codes([head])).toEqual(['ANCHOR_MISSING']);
});

test('what was erased with a record of it leaves the chain whole', async () => {
  const instanceId = await history();
  await note('erased', instanceId);
  await world.query('DELETE FROM process_instance WHERE id = $1', [instanceId]);
  await world.query('DELETE FROM audit_salt WHERE subject_id = $1', [instanceId]);
  await seal();
  expect(await verify()).toMatchObject({ erased: 3, compared: 0, defects: [] });
});

test('workers at the same time chain each entry once and without gaps', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, i) => note('gelesen', `v${i}`)));
  await Promise.all([seal(), seal(), seal(), ...Array.from({ length: 10 }, () => note('gelesen'))]);
  while ((await seal()) > 0);
  expect(await verify()).toMatchObject({ head: { seq: 40 }, defects: [] });
  expect(await world.count('audit_pending')).toBe(0);
});

test('the end of a long log is verified alone, the beginning is left', async () => {
  const recent = async (most: number) => {
    const work = (tx: Transaction) => verifyRecentAudit(tx, world.tenant, most);
    const { head, compared, defects } = await world.processes.transaction(work, wholeTenant(world.tenant));
    return [head.seq, compared, defects.map(({ code }) => code)];
  };
  await history();
  for (const action of ['gelesen', 'ausgegeben', 'gelesen']) await note(action);
  await seal();
  expect(await recent(3)).toEqual([6, 0, []]);
  expect(await recent(4)).toEqual([6, 1, []]);
  expect(await recent(100)).toEqual([6, 3, []]);
  const at = (seq: number) => `WHERE id = (SELECT entry_id FROM audit_link WHERE seq = ${seq})`;
  await tamper('audit_entry', `UPDATE audit_entry SET actor = 'niemand' ${at(2)}`);
  expect(await recent(3)).toEqual([6, 0, []]);
  await tamper('audit_entry', `UPDATE audit_entry SET actor = 'niemand' ${at(5)}`);
  expect(await recent(3)).toEqual([6, 0, ['CHAIN_BROKEN']]);
});
