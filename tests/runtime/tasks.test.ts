import { wholeTenant, type UserTask } from '@zusteuerung/runtime';
import { someId, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const caritas = 'caritas:case_management';
const other = 'lernen:case_management';

async function openTask(gruppe = caritas): Promise<string> {
  const { instanceId } = await world.start('aufgabe', { gruppe });
  const [task] = await world.query<{ id: string }>('SELECT id FROM user_task WHERE instance_id = $1', [
    instanceId,
  ]);
  return task!.id;
}

function claim(taskId: string, actor: string, groups = [caritas]) {
  return world.processes.transaction(
    (tx) => world.tasks.claim(tx, { tenant: 'rheine', taskId, actor, groups }),
    wholeTenant('rheine'),
  );
}

test('completing finishes the instance and notes who did it', async () => {
  const taskId = await openTask();
  const result = await world.complete(taskId, 'anna', [caritas], { ok: true });
  expect(result).toMatchObject({
    outcome: 'done',
    task: { status: 'completed', completedBy: 'anna', completedAt: expect.any(Date) },
    result: { status: 'completed' },
  });
});

test('of two who complete at the same moment one wins, the other learns who and when', async () => {
  const taskId = await openTask();
  const results = await Promise.all(
    ['anna', 'berta', 'carla'].map((actor) => world.complete(taskId, actor, [caritas])),
  );
  const winner = results.findIndex(({ outcome }) => outcome === 'done');
  expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
  const losers = results.filter((_, n) => n !== winner);
  const by = ['anna', 'berta', 'carla'][winner];
  expect(losers).toEqual(losers.map(() => ({ outcome: 'conflict', by, at: expect.any(Date) })));
});

test('of many who claim at the same moment one gets the task', async () => {
  const taskId = await openTask();
  const names = Array.from({ length: 10 }, (_, n) => `person-${n}`);
  const results = await Promise.all(names.map((name) => claim(taskId, name)));
  const winner = names[results.findIndex(({ outcome }) => outcome === 'done')];
  expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
  expect(results.filter(({ outcome }) => outcome === 'conflict')).toEqual(
    Array.from({ length: 9 }, () => ({ outcome: 'conflict', by: winner, at: expect.any(Date) })),
  );
});

test('a claimed task is completed by the one who took it, until it is given back', async () => {
  const taskId = await openTask();
  expect(await claim(taskId, 'anna')).toMatchObject({ outcome: 'done', task: { claimedBy: 'anna' } });
  expect(await world.complete(taskId, 'berta', [caritas])).toMatchObject({ outcome: 'conflict', by: 'anna' });
  const release = await world.processes.transaction(
    (tx) => world.tasks.release(tx, { tenant: 'rheine', taskId, actor: 'anna', groups: [caritas] }),
    wholeTenant('rheine'),
  );
  expect(release).toMatchObject({ outcome: 'done', task: { claimedBy: null } });
  expect(await world.complete(taskId, 'berta', [caritas])).toMatchObject({ outcome: 'done' });
});

test('who is not in a group of the task does not even learn that it exists', async () => {
  const taskId = await openTask();
  expect(await world.complete(taskId, 'dora', [other])).toEqual({ outcome: 'unknown' });
  expect(await claim(taskId, 'dora', [other])).toEqual({ outcome: 'unknown' });
  expect(await world.complete(someId(), 'dora', [other])).toEqual({ outcome: 'unknown' });
  expect(
    await world.tasks.get({ tenant: 'ibbenbueren', taskId, actor: 'anna', groups: [caritas] }),
  ).toBeNull();
});

test('the inbox pages through everything once, oldest first, and counts', async () => {
  const group = `seiten:${someId()}`;
  const created: string[] = [];
  for (let n = 0; n < 5; n++) created.push(await openTask(group));
  const seen: UserTask[] = [];
  let cursor: string | null = null;
  do {
    const page = await world.tasks.list({
      tenant: 'rheine',
      groups: [group],
      filter: 'open',
      actor: 'anna',
      cursor,
      limit: 2,
    });
    expect(page.total).toBe(5);
    seen.push(...page.tasks);
    cursor = page.next;
  } while (cursor);
  expect(seen.map(({ id }) => id)).toEqual(created);
});

test('filters: mine and completed; a broken cursor counts as none', async () => {
  const group = `filter:${someId()}`;
  const [first, second] = [await openTask(group), await openTask(group)];
  await claim(first, 'anna', [group]);
  await world.complete(second, 'berta', [group]);
  const list = async (filter: 'open' | 'mine' | 'completed') => {
    const query = { tenant: 'rheine', groups: [group], filter, actor: 'anna', cursor: 'quatsch' };
    return (await world.tasks.list(query)).tasks.map(({ id }) => id);
  };
  expect(await list('open')).toEqual([first]);
  expect(await list('mine')).toEqual([first]);
  expect(await list('completed')).toEqual([second]);
});
