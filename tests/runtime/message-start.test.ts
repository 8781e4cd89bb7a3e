import { MessageWorker } from '@zusteuerung/runtime';
import { messageStartProcess, orderMessage } from './event-models.js';
import { modelFile } from './models.js';
import { eventually, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open([modelFile(messageStartProcess(), orderMessage)]);
});
afterAll(() => world.close());

let keys = 0;
const newKey = () => `A-${keys++}`;
const worker = () => new MessageWorker(world.database.dataSource, world.processes, { pollMs: 20 });
const order = (key: string | null, nr: number, more: object = {}) =>
  world.publish('auftrag', key, { variables: { nr }, ...more });

async function tasks(key: string): Promise<{ id: string }[]> {
  return world.query(
    `SELECT t.id
     FROM user_task t JOIN message_start x ON x.instance_id = t.instance_id
     WHERE t.status = 'open' AND x.correlation_key = $1`,
    [key],
  );
}

const finish = async (key: string) => {
  for (const { id } of await tasks(key)) await world.complete(id, 'test');
};

test('while an instance is active, its key starts no second one', async () => {
  const key = newKey();
  expect(await order(key, 1)).toHaveLength(1);
  expect(await order(key, 2)).toEqual([]);
  expect(await order(newKey(), 3)).toHaveLength(1);
  await finish(key);
  await worker().runOnce();
  expect(await tasks(key)).toHaveLength(0);
  expect(await order(key, 4)).toHaveLength(1);
});

test('without a key every message starts an instance', async () => {
  const results = await Promise.all([1, 2, 3].map((nr) => order(null, nr)));
  expect(new Set(results.flat().map(({ instanceId }) => instanceId)).size).toBe(3);
});

test('a kept message starts its instance when the one before has ended', async () => {
  const key = newKey();
  for (const nr of [1, 2, 3]) await order(key, nr, { ttl: 'PT1H' });
  const started = [];
  for (let n = 0; n < 4; n++) {
    await worker().runOnce();
    const open = await tasks(key);
    started.push(open.length);
    await finish(key);
  }
  expect(started).toEqual([1, 1, 1, 0]);
});

test('many at the same moment start one after the other', async () => {
  const key = newKey();
  const results = await Promise.all(Array.from({ length: 12 }, (_, nr) => order(key, nr, { ttl: 'PT1H' })));
  expect(results.flat()).toHaveLength(1);
  const workers = [worker(), worker(), worker()];
  workers.forEach((one) => one.start());
  let most = 0;
  await eventually('all have started and ended', async () => {
    most = Math.max(most, (await tasks(key)).length);
    await finish(key);
    return (
      (await world.count(
        'message_start x JOIN process_instance i ON i.id = x.instance_id',
        `x.correlation_key = $1 AND i.status = 'completed'`,
        [key],
      )) === 12
    );
  });
  await Promise.all(workers.map((one) => one.stop()));
  expect(most).toBe(1);
  const numbers = await world.query<{ nr: number }>(
    `SELECT m.variables->'nr' AS nr FROM message m JOIN message_correlation c ON c.message_id = m.id
     WHERE m.correlation_key = $1 AND NOT c.blocked`,
    [key],
  );
  expect(numbers.map(({ nr }) => nr).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 12 }, (_, nr) => nr),
  );
});

test('a kept message starts what a new version brings, once', async () => {
  const key = newKey();
  await order(key, 1, { ttl: 'PT1H' });
  await finish(key);
  await world.deploy([modelFile(messageStartProcess(), messageStartProcess('neu'), orderMessage)]);
  await worker().runOnce();
  await worker().runOnce();
  const started = await world.query(
    `SELECT i.process_id FROM message_start x JOIN process_instance i ON i.id = x.instance_id
     WHERE x.correlation_key = $1 ORDER BY 1`,
    [key],
  );
  expect(started).toEqual([{ process_id: 'auftrag' }, { process_id: 'neu' }]);
});
