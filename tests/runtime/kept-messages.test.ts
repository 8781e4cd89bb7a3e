import { goOn, MessageWorker, parkedWaits } from '@zusteuerung/runtime';
import { callMessage, receiverProcess } from './event-models.js';
import { messageProcess, modelFile } from './models.js';
import { eventually, World } from './world.js';

let world: World;
beforeAll(async () => {
  const receivers = [receiverProcess('zweite'), receiverProcess('jede', 'Nachricht_Aufruf'), callMessage];
  world = await World.open([modelFile(messageProcess, ...receivers)]);
});
afterAll(() => world.close());

let keys = 0;
const newKey = () => `K-${keys++}`;
const worker = () =>
  new MessageWorker(world.database.dataSource, world.processes, { pollMs: 20, batch: 7, concurrency: 2 });
const wait = (schluessel: string, process = 'antwort') => world.start(process, { schluessel });
const publish = (key: string | null, nr: number, more: object = { ttl: 'PT1H' }) =>
  world.publish('antwort', key, { variables: { nr }, ...more });
const numberOf = async (instanceId: string) => (await world.variables(instanceId))['nr'] ?? null;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** Lets some workers run while something happens, until it is done. */
async function withWorkers(
  count: number,
  what: string,
  work: () => Promise<void>,
  done: () => Promise<boolean>,
) {
  const workers = Array.from({ length: count }, worker);
  workers.forEach((one) => one.start());
  try {
    await work();
    await eventually(what, done);
  } finally {
    await Promise.all(workers.map((one) => one.stop()));
  }
}

test('kept messages reach those who wait later, the oldest first', async () => {
  const key = newKey();
  for (const nr of [1, 2, 3]) expect(await publish(key, nr)).toEqual([]);
  const received = [];
  for (let n = 0; n < 3; n++) {
    const { instanceId } = await wait(key);
    await worker().runOnce();
    received.push(await numberOf(instanceId));
  }
  expect(received).toEqual([1, 2, 3]);
});

test('a publisher hands over what was kept before its own message', async () => {
  const key = newKey();
  await publish(key, 1);
  const first = await wait(key);
  const second = await wait(key);
  expect(await publish(key, 2)).toMatchObject([{ instanceId: second.instanceId }]);
  expect([await numberOf(first.instanceId), await numberOf(second.instanceId)]).toEqual([1, 2]);
});

test('a message is received once in each process, and stays for the others', async () => {
  const key = newKey();
  const { instanceId } = await wait(key);
  expect(await publish(key, 1)).toMatchObject([{ instanceId }]);
  const same = await wait(key);
  const other = await wait(key, 'zweite');
  await worker().runOnce();
  expect([await world.status(same.instanceId), await world.status(other.instanceId)]).toEqual([
    'active',
    'completed',
  ]);
});

test('two processes that wait both receive it, each in the instance that waits longest', async () => {
  const key = newKey();
  const [one, , other] = [await wait(key), await wait(key), await wait(key, 'zweite')];
  const results = await publish(key, 1, {});
  expect(results.map(({ instanceId }) => instanceId).sort()).toEqual(
    [one.instanceId, other.instanceId].sort(),
  );
});

test('a subscription without correlation key receives any', async () => {
  const { instanceId } = await world.start('jede');
  await world.publish('aufruf', 'irgendeiner', { ttl: 'PT1H', variables: { nr: 1 } });
  expect(await numberOf(instanceId)).toBe(1);
});

test('without a ttl a message that nobody waits for is lost', async () => {
  const key = newKey();
  expect(await publish(key, 1, {})).toEqual([]);
  const { instanceId } = await wait(key);
  await worker().runOnce();
  expect(await world.status(instanceId)).toBe('active');
});

test('after its ttl a message is neither received nor there', async () => {
  const [early, late] = [newKey(), newKey()];
  await publish(early, 1, { ttl: 'PT1H', at: hoursAgo(0.5) });
  await publish(late, 1, { ttl: 'PT1H', at: hoursAgo(2) });
  const [inTime, tooLate] = [await wait(early), await wait(late)];
  await worker().runOnce();
  expect(await world.status(inTime.instanceId)).toBe('completed');
  expect(await world.status(tooLate.instanceId)).toBe('active');
  expect(await world.count('message', 'correlation_key = $1', [early])).toBe(1);
  expect(await world.count('message', 'correlation_key = $1', [late])).toBe(0);
});

test('what is no duration is refused and nothing is kept', async () => {
  const before = await world.count('message');
  expect(await publish(newKey(), 1, { ttl: 'eine Stunde' })).toMatchObject([
    { problem: { code: 'INVALID_TIME_TO_LIVE' } },
  ]);
  expect(await world.count('message')).toBe(before);
});

test('the same message id, even at the same moment, is one message', async () => {
  const key = newKey();
  const waiting = await Promise.all([1, 2, 3].map(() => wait(key)));
  const send = () => publish(key, 1, { messageId: 'brief-1' });
  const results = await Promise.all(Array.from({ length: 8 }, send));
  expect(results.flat()).toHaveLength(1);
  await worker().runOnce();
  expect(await send()).toEqual([]);
  const states = await Promise.all(waiting.map(({ instanceId }) => world.status(instanceId)));
  expect(states.sort()).toEqual(['active', 'active', 'completed']);
  expect(await publish(key, 2, { messageId: 'brief-2' })).toHaveLength(1);
});

test('a message id is forgotten after a day, with a longer ttl after that', async () => {
  const key = newKey();
  await publish(key, 1, { messageId: 'a', at: hoursAgo(25) });
  await publish(key, 1, { messageId: 'b', at: hoursAgo(25), ttl: 'P2D' });
  await publish(key, 1, { messageId: 'c', at: hoursAgo(23) });
  await worker().runOnce();
  const known = await world.query(
    'SELECT message_id AS id, variables FROM message WHERE correlation_key = $1 ORDER BY 1',
    [key],
  );
  // What an expired message said is forgotten at once.
  expect(known).toEqual([
    { id: 'b', variables: { nr: 1 } },
    { id: 'c', variables: {} },
  ]);
});

test('two messages at once for one that waits: one is received, the other kept', async () => {
  const key = newKey();
  await wait(key);
  const results = await Promise.all([1, 2, 3, 4, 5].map((nr) => publish(key, nr)));
  expect(results.flat()).toHaveLength(1);
  const others = await Promise.all([1, 2, 3, 4].map(() => wait(key)));
  await worker().runOnce();
  const numbers = await Promise.all(others.map(({ instanceId }) => numberOf(instanceId)));
  expect(new Set(numbers).size).toBe(4);
  expect(numbers).not.toContain(null);
});

test('publishers and subscribers at the same moment never miss each other', async () => {
  const mine = Array.from({ length: 80 }, newKey);
  const instances = new Map<string, string>();
  const work = async () => {
    await Promise.all(
      mine.flatMap((key, nr) => {
        const pair = [
          async () => instances.set(key, (await wait(key)).instanceId),
          async () => publish(key, nr),
        ];
        return (nr % 2 ? pair : pair.reverse()).map((one) => one());
      }),
    );
  };
  const received = async () =>
    (await world.count('subscription', 'correlation_key = ANY($1)', [mine])) === 0 && instances.size === 80;
  await withWorkers(3, 'all messages received', work, received);
  const numbers = await Promise.all(mine.map((key) => numberOf(instances.get(key) ?? '')));
  expect(numbers).toEqual(mine.map((_, nr) => nr));
  expect(
    await world.count(
      'message_correlation c JOIN message m ON m.id = c.message_id',
      'm.correlation_key = ANY($1)',
      [mine],
    ),
  ).toBe(80);
});

test('many messages and many subscribers of one key: each message is received once', async () => {
  const key = newKey();
  const instances: string[] = [];
  const work = async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, nr) => [
        publish(key, nr),
        wait(key).then(({ instanceId }) => instances.push(instanceId)),
      ]).flat(),
    );
  };
  const received = async () => (await world.count('subscription', 'correlation_key = $1', [key])) === 0;
  await withWorkers(3, 'all messages received', work, received);
  const numbers = (await Promise.all(instances.map(numberOf))) as number[];
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, nr) => nr));
});

test('a look serves a batch and says how many messages it handed over', async () => {
  const mine = Array.from({ length: 10 }, newKey);
  await Promise.all(mine.map((key, nr) => publish(key, nr)));
  await Promise.all(mine.map((key) => wait(key)));
  const one = worker();
  expect([await one.runOnce(), await one.runOnce(), await one.runOnce()]).toEqual([7, 3, 0]);
});

test('a worker that dies while it hands over leaves the message for the next', async () => {
  const [key, neighbour] = [newKey(), newKey()];
  await publish(key, 1);
  await publish(neighbour, 2);
  const { instanceId } = await wait(key);
  const { instanceId: other } = await wait(neighbour);
  let deaths = 1;
  world.processes.onStep(async (tx, { instance }) => {
    if (instance.id === instanceId && deaths-- > 0)
      await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
  });
  await worker().runOnce();
  expect([await world.status(instanceId), await world.status(other)]).toEqual(['active', 'completed']);
  await world.query('UPDATE message SET available_at = now() WHERE correlation_key = $1', [key]);
  await worker().runOnce();
  expect([await world.status(instanceId), await numberOf(instanceId)]).toEqual(['completed', 1]);
});

test('a message that meets an obstacle waits untried past its time, warns once, and comes when told to', async () => {
  const key = newKey();
  await publish(key, 7);
  const { instanceId: id } = await wait(key);
  const blocked = world.block(id, 'message');
  await worker().runOnce();
  const parked = () => world.inTenant((tx) => parkedWaits(tx, id));
  expect(await parked()).toEqual([
    { key: expect.any(String), elementId: 'Antwort_abwarten', since: expect.any(Date) },
  ]);
  const { tries } = blocked;
  expect([tries, blocked.told]).toEqual([1, ['Antwort_abwarten erlaubnis']]);
  await world.query(`UPDATE message SET expires_at = $2, forget_at = $2 WHERE correlation_key = $1`, [
    key,
    hoursAgo(1),
  ]);
  await worker().runOnce();
  expect([blocked.tries, await numberOf(id)]).toEqual([1, null]);
  blocked.here = false;
  await world.inTenant((tx) => goOn(tx, id));
  await worker().runOnce();
  expect([await numberOf(id), await parked()]).toEqual([7, []]);
});

test('a message put aside for a wait state that has closed goes to the next one', async () => {
  const key = newKey();
  await publish(key, 8);
  const { instanceId: id } = await wait(key);
  world.block(id, 'message');
  await worker().runOnce();
  const { instanceId: other } = await wait(key);
  await worker().runOnce();
  expect(await numberOf(other)).toBeNull();
  await world.query('DELETE FROM subscription WHERE instance_id = $1', [id]);
  await worker().runOnce();
  expect(await numberOf(other)).toBe(8);
});
