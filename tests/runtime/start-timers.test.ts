import { TimerWorker, wholeTenant } from '@zusteuerung/runtime';
import { timerStartProcess } from './event-models.js';
import { modelFile, taskProcess } from './models.js';
import { eventually, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open([modelFile(taskProcess())]);
});
afterEach(() => world.clear([modelFile(taskProcess())]));
afterAll(() => world.close());

const worker = () => new TimerWorker(world.database.dataSource, world.processes, { pollMs: 20, batch: 7 });
const deploy = (...processes: string[]) => world.deploy([modelFile(taskProcess(), ...processes)]);
const started = (process = 'takt') => world.count('process_instance', 'process_id = $1', [process]);
interface Row {
  due: Date;
  status: string;
  remaining: number | null;
  version: number;
}
async function timer(process = 'takt'): Promise<Row | undefined> {
  const rows = await world.query<Row>(
    `SELECT t.due_at AS due, t.status, t.remaining, d.version FROM start_timer t JOIN deployment d ON d.id = t.deployment_id
     WHERE t.process_id = $1`,
    [process],
  );
  return rows[0];
}
/** Lets the time pass for all timers. */
const later = (interval: string) =>
  world.query(
    `UPDATE start_timer SET due_at = due_at - $1::interval, available_at = available_at - $1::interval`,
    [interval],
  );

test('a bounded cycle starts as often as it says, with several workers as well', async () => {
  await deploy(timerStartProcess('cycle', 'R3/PT0.2S'), timerStartProcess('duration', 'PT0.1S', 'einmal'));
  const workers = [worker(), worker(), worker()];
  workers.forEach((one) => one.start());
  await eventually(
    'all have fired',
    async () => (await world.count('start_timer', `status = 'fired'`)) === 2,
  );
  await Promise.all(workers.map((one) => one.stop()));
  expect([await started(), await started('einmal')]).toEqual([3, 1]);
  const events = await world.query(
    `SELECT DISTINCT actor, type FROM instance_event WHERE type = 'instanceStarted'`,
  );
  expect(events).toEqual([{ actor: 'timer', type: 'instanceStarted' }]);
});

test('an unbounded cycle goes on from its due date and makes up for what it missed', async () => {
  await deploy(timerStartProcess('cycle', 'R/PT1H'));
  const first = await timer();
  expect(first).toMatchObject({ status: 'open', remaining: null });
  expect(await worker().runOnce()).toBe(0);
  await later('2 hours 30 minutes');
  for (let round = 0; round < 4; round++) await worker().runOnce();
  expect(await started()).toBe(2);
  expect((await timer())?.due.getTime()).toBe((first?.due.getTime() ?? 0) - 1_800_000);
});

test('a date that has passed starts at once, and once', async () => {
  await deploy(timerStartProcess('date', '2026-01-01T00:00:00Z'));
  await Promise.all([worker().runOnce(), worker().runOnce(), worker().runOnce()]);
  await deploy(
    timerStartProcess('date', '2026-01-01T00:00:00Z'),
    timerStartProcess('duration', 'PT1H', 'neu'),
  );
  await worker().runOnce();
  expect(await started()).toBe(1);
  expect(await timer()).toMatchObject({ status: 'fired', version: 3 });
});

test('in a new version an unchanged timer keeps its rhythm, and starts the new version', async () => {
  await deploy(timerStartProcess('cycle', 'R5/PT1H'));
  await later('1 hour');
  await worker().runOnce();
  const before = await timer();
  await deploy(timerStartProcess('cycle', 'R5/PT1H'), timerStartProcess('duration', 'PT1H', 'neu'));
  expect(await timer()).toEqual({ ...before, version: 3, remaining: 3 });
  await later('1 hour');
  await worker().runOnce();
  const versions = await world.query(
    `SELECT d.version FROM process_instance i JOIN deployment d ON d.id = i.deployment_id
     WHERE i.process_id = 'takt' ORDER BY i.created_at`,
  );
  expect(versions).toEqual([{ version: 2 }, { version: 3 }]);
});

test('a changed timer begins anew, one that is gone fires no more', async () => {
  await deploy(timerStartProcess('cycle', 'R/PT1H'), timerStartProcess('cycle', 'R/PT1H', 'weg'));
  await deploy(timerStartProcess('cycle', 'R/PT2H'));
  expect(await timer('weg')).toBeUndefined();
  await later('1 hour 30 minutes');
  expect(await worker().runOnce()).toBe(0);
  await later('1 hour');
  expect(await worker().runOnce()).toBe(1);
  expect([await started(), await started('weg')]).toEqual([1, 0]);
});

test('a deployment that fails leaves the timers as they were', async () => {
  await deploy(timerStartProcess('cycle', 'R/PT1H'));
  const before = await timer();
  const failing = world.processes.transaction(async (tx) => {
    const files = [modelFile(taskProcess())];
    await world.definitions.deploy(tx, { tenant: 'rheine', files, comment: '', actor: 'test' });
    throw new Error('second thoughts');
  }, wholeTenant('rheine'));
  await expect(failing).rejects.toThrow('second thoughts');
  expect(await timer()).toEqual(before);
});

test('timers of a version from before they existed are set by deploying it again', async () => {
  await deploy(timerStartProcess('cycle', 'R/PT1H'));
  await world.query('DELETE FROM start_timer');
  expect(await deploy(timerStartProcess('cycle', 'R/PT1H'))).toMatchObject({ outcome: 'unchanged' });
  expect(await timer()).toMatchObject({ status: 'open', version: 2 });
});

test('a start that fails is put off; its neighbours start', async () => {
  await deploy(timerStartProcess('duration', 'PT0S'), timerStartProcess('duration', 'PT0S', 'heil'));
  let failures = 2;
  world.processes.onStep(async (_tx, { instance }) => {
    if (instance.processId === 'takt' && failures-- > 0) throw new Error('broken projection');
  });
  await worker().runOnce();
  expect([await started(), await started('heil')]).toEqual([0, 1]);
  await later('1 minute');
  await worker().runOnce();
  expect([await started(), await started('heil')]).toEqual([1, 1]);
});
