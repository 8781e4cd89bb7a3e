import { AuditWorker, goOn, parkedWaits, TimerWorker, verifyAudit } from '@zusteuerung/runtime';
import { alarmTimer, lateListener, signals, twoTimers } from './event-models.js';
import { modelFile, timerProcess } from './models.js';
import { eventually, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open([modelFile(timerProcess, twoTimers, alarmTimer, lateListener, signals)]);
});
afterAll(() => world.close());

const worker = (batch = 7) =>
  new TimerWorker(world.database.dataSource, world.processes, { pollMs: 20, batch });

/** A look at all that is due, as one batch that must not fail. */
async function oneBatch(): Promise<number> {
  const warnings: unknown[] = [];
  const note = (message: string, details?: Record<string, unknown>) => warnings.push([message, details]);
  const logger = { debug() {}, info() {}, warn: note, error: note };
  const count = await new TimerWorker(world.database.dataSource, world.processes, { logger }).runOnce();
  expect(warnings).toEqual([]);
  return count;
}

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
  const parked = () => world.inTenant((tx) => parkedWaits(tx, id));
  expect(await parked()).toEqual([{ key: expect.any(String), elementId: 'Warten', since: expect.any(Date) }]);
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

test('timers of many instances fire by one statement; their events are what the audit log has noted', async () => {
  const started = await Promise.all(
    Array.from({ length: 20 }, () => world.start('frist', { dauer: 'PT0S' })),
  );
  const ids = started.map(({ instanceId }) => instanceId);
  expect(await oneBatch()).toBe(20);
  expect(await world.count('timer', `status = 'fired' AND instance_id = ANY ($1)`, [ids])).toBe(20);
  const tasks = `element_id = 'Danach' AND status = 'open' AND instance_id = ANY ($1)`;
  expect(await world.count('user_task', tasks, [ids])).toBe(20);
  const [counted] = await world.query(
    `SELECT count(*)::int AS n FROM process_instance i WHERE i.id = ANY ($1) AND i.revision = 2 AND i.event_count =
       (SELECT max(seq) FROM instance_event e WHERE e.instance_id = i.id)`,
    [ids],
  );
  expect(counted).toEqual({ n: 20 });
  await new AuditWorker(world.database.dataSource).runOnce();
  const report = await world.inTenant((tx) => verifyAudit(tx, world.tenant));
  expect(report.defects).toEqual([]);
  expect(report.compared).toBeGreaterThanOrEqual(40);
});

test('two timers of one instance fire in one batch, one step after the other', async () => {
  const { instanceId } = await world.start('doppelt', { dauer: 'PT0S' });
  await world.start('frist', { dauer: 'PT0S' });
  expect(await oneBatch()).toBe(3);
  expect(await world.status(instanceId)).toBe('completed');
  expect(await world.query('SELECT revision FROM process_instance WHERE id = $1', [instanceId])).toEqual([
    { revision: 3 },
  ]);
});

test('a timer that sends a signal reaches those who began to listen just before it in the same batch', async () => {
  const { instanceId: listener } = await world.start('hoerer', { dauer: 'PT0S' });
  await world.start('frist', { dauer: 'PT0S' });
  await world.start('wecker', { dauer: 'PT0S' });
  expect(await oneBatch()).toBe(3);
  expect(await world.count('signal_delivery', 'instance_id = $1', [listener])).toBe(1);
});
