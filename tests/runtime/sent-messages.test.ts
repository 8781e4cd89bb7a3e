import { MessageWorker, wholeTenant } from '@zusteuerung/runtime';
import { messageStartProcess, orderMessage, senderProcess } from './event-models.js';
import { messageProcess, modelFile } from './models.js';
import { eventually, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open([modelFile(messageProcess, senderProcess, messageStartProcess(), orderMessage)]);
});
afterAll(() => world.close());

let keys = 0;
const newKey = () => `S-${keys++}`;
const worker = () => new MessageWorker(world.database.dataSource, world.processes, { pollMs: 20 });
const wait = (schluessel: string) => world.start('antwort', { schluessel });
const send = (schluessel: string, nr = 1) => world.start('absender', { schluessel, nr });
const expire = (schluessel: string) =>
  world.query(
    `UPDATE message SET expires_at = now() - interval '1 s', forget_at = now() - interval '1 s'
     WHERE correlation_key = $1`,
    [schluessel],
  );

test('what an instance sends reaches the instance that waits for it', async () => {
  const key = newKey();
  const { instanceId } = await wait(key);
  await send(key, 5);
  expect(await world.status(instanceId)).toBe('active');
  await worker().runOnce();
  expect(await world.status(instanceId)).toBe('completed');
  expect(await world.variables(instanceId)).toMatchObject({ nr: 5 });
});

test('it is kept for its time to live', async () => {
  const [kept, lost] = [newKey(), newKey()];
  await send(kept);
  await send(lost);
  await worker().runOnce();
  await expire(lost);
  const [later, tooLate] = [await wait(kept), await wait(lost)];
  await worker().runOnce();
  expect([await world.status(later.instanceId), await world.status(tooLate.instanceId)]).toEqual([
    'completed',
    'active',
  ]);
  expect(await world.count('message', 'correlation_key = $1', [lost])).toBe(0);
});

test('it is not lost when it expires before a worker comes', async () => {
  const [key, nobody] = [newKey(), newKey()];
  const { instanceId } = await wait(key);
  for (const each of [key, nobody]) {
    await send(each);
    await expire(each);
  }
  await worker().runOnce();
  expect(await world.status(instanceId)).toBe('completed');
  await worker().runOnce();
  expect(await world.count('message', 'correlation_key = ANY($1)', [[key, nobody]])).toBe(0);
});

test('a transaction that fails has sent nothing', async () => {
  const before = await world.count('message');
  const failing = world.processes.transaction(async (tx) => {
    const variables = { schluessel: newKey(), nr: 1 };
    await world.processes.start(tx, { tenant: 'rheine', process: 'absender', variables, actor: 'test' });
    throw new Error('second thoughts');
  }, wholeTenant('rheine'));
  await expect(failing).rejects.toThrow('second thoughts');
  expect(await world.count('message')).toBe(before);
});

test('senders and receivers at the same moment, with several workers: each message is received once', async () => {
  const mine = Array.from({ length: 40 }, newKey);
  const workers = [worker(), worker(), worker()];
  workers.forEach((one) => one.start());
  const receivers = await Promise.all(
    mine.map(async (key, nr) => {
      const [receiver] = await Promise.all([wait(key), send(key, nr)]);
      return receiver.instanceId;
    }),
  );
  await eventually('all received', async () => {
    return (await world.count('subscription', 'correlation_key = ANY($1)', [mine])) === 0;
  });
  await Promise.all(workers.map((one) => one.stop()));
  const numbers = await Promise.all(receivers.map(async (id) => (await world.variables(id))['nr']));
  expect(numbers).toEqual(mine.map((_, nr) => nr));
});
