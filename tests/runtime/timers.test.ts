import { goOn, parkedTimers, TimerWorker } from '@zusteuerung/runtime';
import { eventually, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const worker = (batch = 7) =>
  new TimerWorker(world.database.dataSource, world.processes, { pollMs: 20, batch });

test('a timer that is not due does not fire', async () => {
  const { instanceId } = await world.start('frist', { dauer: 'PT1H' });
  expect(await worker().runOnce()).toBe(0);
  expect(await world.count('timer', `instance_id = $1 AND status = 'open'`, [instanceId])).toBe(1);
});

test('with several workers every due timer fires exactly once', async () => {
  await Promise.all(Array.from({ length: 60 }, () => world.start('frist', { dauer: 'PT0.2S' })));
  const workers = [worker(), worker(), worker()];
  workers.forEach((one) => one.start());
  await eventually('all timers fired', async () => (await world.count('timer', `status = 'fired'`)) === 60);
  await Promise.all(workers.map((one) => one.stop()));
  expect(await world.count('user_task', `element_id = 'Danach'`)).toBe(60);
  const [fired] = await world.query(
    `SELECT count(*)::int AS n FROM instance_event WHERE type = 'elementCompleted' AND element_id = 'Warten'`,
  );
  expect(fired).toEqual({ n: 60 });
});

test('a timer whose listener fails is put off; its neighbours fire', async () => {
  const { instanceId: broken } = await world.start('frist', { dauer: 'PT0S' });
  const { instanceId: sound } = await world.start('frist', { dauer: 'PT0S' });
  let failures = 0;
  world.processes.onStep(async (_tx, { instance, command }) => {
    if (instance.id !== broken || command.type !== 'timer' || failures > 5) return;
    failures++;
    throw new Error('broken projection');
  });
  await worker().runOnce();
  const timerOf = (id: string) =>
    world.query('SELECT status, attempts FROM timer WHERE instance_id = $1', [id]);
  expect(await timerOf(sound)).toEqual([{ status: 'fired', attempts: 0 }]);
  expect(await timerOf(broken)).toEqual([{ status: 'open', attempts: 1 }]);
});

test('a timer that meets an obstacle waits without being tried again, warns once, and goes on when told to', async () => {
  const { instanceId: id } = await world.start('frist', { dauer: 'PT0S' });
  const blocked = { here: true, stands: false, tries: 0 };
  world.processes.onStep(async (_tx, { instance, command }) => {
    if (instance.id !== id || command.type !== 'timer' || !blocked.here) return;
    blocked.tries++;
    const obstacle = { name: 'erlaubnis', stands: async () => blocked.stands };
    throw Object.assign(new Error('not allowed'), { obstacle });
  });
  const told: string[] = [];
  world.processes.onWait(async (_tx, { instance, elementId, obstacle }) => {
    if (instance.id === id) told.push(`${elementId} ${obstacle}`);
  });
  const due = () => world.query('UPDATE timer SET available_at = now() WHERE instance_id = $1', [id]);
  // Gone before the timer could be put aside: it is tried again soon.
  await worker().runOnce();
  const [row] = await world.query<{ attempts: number }>('SELECT attempts FROM timer WHERE instance_id = $1', [
    id,
  ]);
  expect([row?.attempts, told]).toEqual([1, []]);
  blocked.stands = true;
  await due();
  await worker().runOnce();
  const parked = () => world.inTenant((tx) => parkedTimers(tx, id));
  expect(await parked()).toEqual([{ key: expect.any(String), elementId: 'Warten', dueAt: expect.any(Date) }]);
  const before = blocked.tries;
  expect(await worker().runOnce()).toBe(0);
  expect([blocked.tries, told]).toEqual([before, ['Warten erlaubnis']]);
  blocked.here = false;
  await world.inTenant((tx) => goOn(tx, id));
  expect(await worker().runOnce()).toBe(1);
  expect(await parked()).toEqual([]);
  expect(await world.count('user_task', `instance_id = $1 AND element_id = 'Danach'`, [id])).toBe(1);
});

test('a timer row whose wait state is gone is cancelled, not fired', async () => {
  const { instanceId } = await world.start('frist', { dauer: 'PT1H' });
  await world.query(`UPDATE timer SET key = 'nirgends', available_at = now() WHERE instance_id = $1`, [
    instanceId,
  ]);
  await worker().runOnce();
  expect(await world.query('SELECT status FROM timer WHERE instance_id = $1', [instanceId])).toEqual([
    { status: 'cancelled' },
  ]);
});
