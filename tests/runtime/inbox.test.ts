import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inTenant, mostCounted, type TaskPage, type TaskQuery } from '@zusteuerung/runtime';
import { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.query(
    `INSERT INTO organisation (tenant_id, id, name, art) SELECT 'rheine', id, id, 'traeger'
     FROM unnest(ARRAY['caritas', 'lernen', 'ks']) AS id`,
  );
});
afterAll(() => world.close());

const caritas = 'caritas:case_management';

/** A case whose one task has these candidates, and in which these organisations take part. */
async function openCase(candidates: string[], organisations: string[], users: string[] = []) {
  const { instanceId } = await world.start('aufgabe', { gruppe: 'niemand:case_management' });
  const [task] = await world.query<{ id: string }>(
    'UPDATE user_task SET candidate_groups = $2, candidate_users = $3 WHERE instance_id = $1 RETURNING id',
    [instanceId, candidates, users],
  );
  const vorgang = randomUUID();
  await world.query(
    `INSERT INTO vorgang (id, tenant_id, art, referenz, instance_id, prozess, titel, status)
     VALUES ($1::uuid, 'rheine', 'meldung', $1::text, $2, 'aufgabe', 't', 's')`,
    [vorgang, instanceId],
  );
  for (const organisation of organisations)
    await world.query(
      `INSERT INTO beteiligung (vorgang_id, tenant_id, organisation_id, art) VALUES ($1, 'rheine', $2, 'bearbeitung')`,
      [vorgang, organisation],
    );
  return { taskId: task!.id, instanceId, vorgang };
}

interface Who {
  organisations: string[];
  groups: string[];
  allCases?: boolean;
  actor?: string;
}

function inbox(who: Who, filter: TaskQuery['filter'] = 'open', more: Partial<TaskQuery> = {}) {
  const { organisations, groups, allCases = false, actor = 'anna' } = who;
  const scope = { tenant: 'rheine', organisations, allCases };
  return inTenant(world.database.dataSource, scope, (tx) =>
    world.tasks.list({ tenant: 'rheine', groups, filter, actor, ...more }, tx),
  );
}

const idsOf = ({ tasks }: TaskPage) => tasks.map(({ id }) => id);
const anna = { organisations: ['caritas'], groups: [caritas] };

test('a task of several of my groups is listed and counted once', async () => {
  const groups = [`caritas:${randomUUID()}`, `lernen:${randomUUID()}`];
  const { taskId } = await openCase([...groups, groups[0]!], ['caritas', 'lernen']);
  const page = await inbox({ organisations: ['caritas', 'lernen'], groups });
  expect([idsOf(page), page.total]).toEqual([[taskId], 1]);
});

test('whose participation has ended finds and counts what they did no more; who sees all cases does', async () => {
  const before = (await inbox(anna, 'completed')).total;
  const { taskId, vorgang } = await openCase([caritas], ['caritas']);
  await world.complete(taskId, 'anna', [caritas]);
  const done = await inbox(anna, 'completed');
  expect([idsOf(done)[0], done.total]).toEqual([taskId, before + 1]);
  await world.query('UPDATE beteiligung SET bis = now() WHERE vorgang_id = $1', [vorgang]);
  const after = await inbox(anna, 'completed');
  expect(idsOf(after)).not.toContain(taskId);
  expect(after.total).toBe(before);
  const all = await inbox({ organisations: ['ks'], groups: [caritas], allCases: true }, 'completed');
  expect(idsOf(all)).toContain(taskId);
  await world.query('UPDATE beteiligung SET bis = NULL WHERE vorgang_id = $1', [vorgang]);
  expect(idsOf(await inbox(anna, 'completed'))).toContain(taskId);
});

test('who reported a case finds the task that is for them', async () => {
  const group = `lernen:${randomUUID()}`;
  const { taskId, vorgang } = await openCase([group], []);
  const reporter = { organisations: ['lernen'], groups: [group] };
  expect(idsOf(await inbox(reporter))).toEqual([]);
  await world.query(`UPDATE vorgang SET eingereicht_von_organisation = 'lernen' WHERE id = $1`, [vorgang]);
  expect(idsOf(await inbox(reporter))).toEqual([taskId]);
});

test('a group of an organisation one does not act for opens nothing', async () => {
  const group = `lernen:${randomUUID()}`;
  await openCase([group], ['lernen']);
  expect(idsOf(await inbox({ organisations: ['caritas'], groups: [group] }))).toEqual([]);
});

test('who is named or has claimed a task finds it without a group, as far as the case is visible', async () => {
  const [named, claimed] = [
    await openCase([], ['caritas'], ['berta']),
    await openCase([`caritas:${randomUUID()}`], ['caritas']),
  ];
  await world.query(`UPDATE user_task SET claimed_by = 'berta', claimed_at = now() WHERE id = $1`, [
    claimed.taskId,
  ]);
  const berta = { organisations: ['caritas'], groups: [], actor: 'berta' };
  const page = await inbox(berta);
  expect([idsOf(page), page.total]).toEqual([[named.taskId, claimed.taskId], 2]);
  expect(idsOf(await inbox(berta, 'mine'))).toEqual([claimed.taskId]);
  expect(idsOf(await inbox({ ...berta, organisations: ['lernen'] }))).toEqual([]);
});

test('cancelled tasks are in no inbox, and an erased instance leaves no entry', async () => {
  const { taskId, instanceId, vorgang } = await openCase([caritas], ['caritas']);
  await world.query(`UPDATE user_task SET status = 'cancelled' WHERE id = $1`, [taskId]);
  expect(await world.count('inbox_entry', 'task_id = $1', [taskId])).toBe(0);
  await world.query(`UPDATE user_task SET status = 'open' WHERE id = $1`, [taskId]);
  expect(await world.count('inbox_entry', 'task_id = $1', [taskId])).toBe(1);
  await world.query('DELETE FROM vorgang WHERE id = $1', [vorgang]);
  await world.query('DELETE FROM process_instance WHERE id = $1', [instanceId]);
  expect(await world.count('inbox_entry', 'task_id = $1', [taskId])).toBe(0);
});

test('both directions page through everything once; what is more than counted is said, not counted', async () => {
  const group = `caritas:${randomUUID()}`;
  const { instanceId } = await openCase([], ['caritas']);
  const insert = (status: string, to: number) =>
    world.query(
      `INSERT INTO user_task (tenant_id, instance_id, key, element_id, name, candidate_groups, status, created_at,
         completed_at)
       SELECT 'rheine', $1::uuid, $2::text || n, 'e', 'n', ARRAY[$3::text], $2::text, date_trunc('second', now()) + n / 3 * interval '1 second',
         CASE $2::text WHEN 'completed' THEN date_trunc('second', now()) + n / 3 * interval '1 second' END
       FROM generate_series(1, $4::int) n`,
      [instanceId, status, group, to],
    );
  await insert('completed', 7);
  await insert('open', mostCounted);
  const who = { organisations: ['caritas'], groups: [group] };
  expect(await inbox(who)).toMatchObject({ total: mostCounted, totalIsMore: false });
  await world.query(`UPDATE user_task SET status = 'open' WHERE key = 'completed1'`);
  const open = await inbox(who);
  expect(open).toMatchObject({ total: mostCounted, totalIsMore: true });
  for (const [filter, limit, count] of [
    ['open', 200, mostCounted + 1],
    ['completed', 2, 6],
  ] as const) {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: TaskPage = await inbox(who, filter, { cursor, limit });
      seen.push(...idsOf(page));
      cursor = page.next;
    } while (cursor);
    expect([filter, seen.length, new Set(seen).size]).toEqual([filter, count, count]);
  }
});
