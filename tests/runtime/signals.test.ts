import { Definitions, goOn, parkedWaits, Processes, SignalWorker, wholeTenant } from '@zusteuerung/runtime';
import {
  callerProcess,
  listenerProcess,
  neighbourProcess,
  signals,
  signalStartProcess,
} from './event-models.js';
import { modelFile } from './models.js';
import { eventually, World } from './world.js';

const models = [callerProcess, listenerProcess, neighbourProcess, signals];

let world: World;
beforeAll(async () => {
  world = await World.open([modelFile(...models)]);
});
afterEach(() => world.clear([modelFile(...models)]));
afterAll(() => world.close());

const worker = (processes = world.processes) =>
  new SignalWorker(world.database.dataSource, processes, { pollMs: 20, batch: 7 });
const listen = (process = 'hoerer') => world.start(process);
const call = (nr = 1) => world.start('rufer', { nr });
const broadcast = (signal = 'alarm', nr = 1) =>
  world.processes.transaction(
    (tx) => world.processes.broadcast(tx, { tenant: 'rheine', signal, variables: { nr }, actor: 'test' }),
    wholeTenant('rheine'),
  );
const settle = async () => {
  const one = worker();
  while ((await one.runOnce()) > 0);
};
const waitingAt = (element: string) =>
  world.count('subscription', `kind = 'signal' AND element_id = $1`, [element]);
const onTheirWay = () => world.count('signal_delivery');
const inName = () =>
  world.query(
    `SELECT actor, count(*)::int AS n FROM instance_event WHERE element_id = 'Hoeren' AND type = 'elementCompleted'
     GROUP BY 1`,
  );

test('a signal thrown by an instance reaches all that wait for it, once', async () => {
  const listeners = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(() => listen()));
  await call(7);
  expect(await onTheirWay()).toBe(10);
  await settle();
  expect([await waitingAt('Hoeren'), await waitingAt('Hoeren_2'), await onTheirWay()]).toEqual([0, 10, 0]);
  expect(await inName()).toEqual([{ actor: 'signal', n: 10 }]);
  for (const { instanceId } of listeners) expect(await world.variables(instanceId)).toMatchObject({ nr: 7 });
});

test('a signal from outside is told in the name of who sent it', async () => {
  await Promise.all([1, 2, 3].map(() => listen()));
  expect(await broadcast()).toEqual({ instances: 3, starts: 0 });
  expect(await broadcast('stille')).toEqual({ instances: 0, starts: 0 });
  await settle();
  expect(await inName()).toEqual([{ actor: 'test', n: 3 }]);
});

test('who waits later does not hear it', async () => {
  await call();
  await listen();
  await settle();
  expect(await waitingAt('Hoeren')).toBe(1);
});

test('another tenant does not hear it', async () => {
  await listen();
  const other = await world.processes.transaction(
    (tx) => world.processes.broadcast(tx, { tenant: 'aachen', signal: 'alarm', actor: 'test' }),
    wholeTenant('aachen'),
  );
  expect(other).toEqual({ instances: 0, starts: 0 });
  await settle();
  expect(await waitingAt('Hoeren')).toBe(1);
});

test('it starts each process of the current version that it starts, once', async () => {
  await world.deploy([modelFile(...models, signalStartProcess(), signalStartProcess('sanitaet'))]);
  await call();
  await Promise.all([worker().runOnce(), worker().runOnce(), worker().runOnce()]);
  await settle();
  const started = () => world.count('process_instance', `process_id IN ('feuerwehr', 'sanitaet')`);
  expect(await started()).toBe(2);
  await world.deploy([modelFile(...models, signalStartProcess('sanitaet'))]);
  expect(await broadcast()).toEqual({ instances: 0, starts: 1 });
  await settle();
  expect(await started()).toBe(3);
});

test('a transaction that fails has told nobody', async () => {
  await listen();
  const failing = world.processes.transaction(async (tx) => {
    await world.processes.start(tx, {
      tenant: 'rheine',
      process: 'rufer',
      variables: { nr: 1 },
      actor: 'test',
    });
    throw new Error('second thoughts');
  }, wholeTenant('rheine'));
  await expect(failing).rejects.toThrow('second thoughts');
  expect(await onTheirWay()).toBe(0);
});

test('what was committed is delivered by the next process after a crash', async () => {
  await Promise.all([1, 2, 3].map(() => listen()));
  await call();
  const { dataSource } = world.database;
  const restarted = new Processes(dataSource, new Definitions(dataSource));
  await worker(restarted).runOnce();
  expect([await waitingAt('Hoeren'), await waitingAt('Hoeren_2')]).toEqual([0, 3]);
});

test('a worker that dies in the middle has told each listener all or nothing', async () => {
  const listeners = await Promise.all([1, 2, 3, 4].map(() => listen()));
  await call();
  let deaths = 2;
  world.processes.onStep(async (tx, { instance }) => {
    if (instance.id === listeners[2]?.instanceId && deaths-- > 0)
      await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
  });
  await worker().runOnce();
  expect([await waitingAt('Hoeren'), await waitingAt('Hoeren_2'), await onTheirWay()]).toEqual([1, 3, 1]);
  await world.query('UPDATE signal_delivery SET available_at = now()');
  await settle();
  expect([await waitingAt('Hoeren_2'), await onTheirWay()]).toEqual([4, 0]);
});

test('a listener that ended, or is gone, before it heard holds nothing up', async () => {
  const [one, two, three] = [await listen(), await listen(), await listen()];
  await call();
  await world.processes.transaction(
    (tx) =>
      world.processes.execute(tx, {
        tenant: 'rheine',
        instanceId: one.instanceId,
        command: { type: 'cancel', reason: 'x' },
        actor: 'test',
      }),
    wholeTenant('rheine'),
  );
  await world.query('DELETE FROM process_instance WHERE id = $1', [two.instanceId]);
  await settle();
  expect([await waitingAt('Hoeren_2'), await onTheirWay()]).toEqual([1, 0]);
  expect(await world.status(three.instanceId)).toBe('active');
});

test('however many workers look at once, each listener hears it once', async () => {
  const listeners = 200;
  await Promise.all(Array.from({ length: listeners }, () => listen()));
  await call();
  const workers = Array.from({ length: 6 }, () => worker());
  await Promise.all(
    workers.map(async (one) => {
      while ((await onTheirWay()) > 0) await one.runOnce();
    }),
  );
  expect([await waitingAt('Hoeren'), await waitingAt('Hoeren_2')]).toEqual([0, listeners]);
});

test('instances that signal each other, with several workers: nothing lost, nothing doubled, no deadlock', async () => {
  const neighbours = 24;
  await Promise.all(Array.from({ length: neighbours }, () => listen('nachbar')));
  await Promise.all(Array.from({ length: 10 }, () => listen()));
  const workers = [worker(), worker(), worker()];
  workers.forEach((one) => one.start());
  await Promise.all(Array.from({ length: 4 }, (_, nr) => call(nr)));
  await eventually('all is told', async () => {
    const running = await world.count('process_instance', `status = 'active'`);
    return running === 0 && (await onTheirWay()) === 0;
  });
  await Promise.all(workers.map((one) => one.stop()));
  const [thrown] = await world.query(
    `SELECT count(*)::int AS n FROM instance_event WHERE type = 'signalThrown' AND element_id = 'Entwarnen'`,
  );
  expect(thrown).toEqual({ n: neighbours });
  const [{ deadlocks }] = (await world.query(
    'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
  )) as [{ deadlocks: number }];
  expect(deadlocks).toBe(0);
});

test('a signal that meets an obstacle waits untried, warns once, and is heard when told to; nobody else waits', async () => {
  const { instanceId: id } = await listen();
  const { instanceId: neighbour } = await listen();
  const blocked = world.block(id, 'signal');
  await call(7);
  await settle();
  expect([await onTheirWay(), blocked.told, await world.variables(neighbour)]).toEqual([
    ...[1, ['Hoeren erlaubnis']],
    expect.objectContaining({ nr: 7 }),
  ]);
  const before = blocked.tries;
  await settle();
  expect(blocked.tries).toBe(before);
  const parked = () => world.inTenant((tx) => parkedWaits(tx, id));
  expect(await parked()).toEqual([{ key: expect.any(String), elementId: 'Hoeren', since: expect.any(Date) }]);
  blocked.here = false;
  await world.inTenant((tx) => goOn(tx, id));
  await settle();
  expect([await onTheirWay(), await parked(), await world.variables(id)]).toEqual([
    ...[0, []],
    expect.objectContaining({ nr: 7 }),
  ]);
});

test('a signal put aside is dropped with the wait state that it would have ended', async () => {
  const { instanceId: id } = await listen();
  world.block(id, 'signal');
  await call();
  await settle();
  expect(await onTheirWay()).toBe(1);
  await world.query('DELETE FROM subscription WHERE instance_id = $1', [id]);
  await settle();
  expect(await onTheirWay()).toBe(0);
});
