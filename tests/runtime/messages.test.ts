import { wholeTenant } from '@zusteuerung/runtime';
import { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

function correlate(correlationKey: string, message = 'antwort') {
  return world.processes.transaction(
    (tx) =>
      world.processes.correlate(tx, {
        tenant: 'rheine',
        message,
        correlationKey,
        variables: { ja: true },
        actor: 'test',
      }),
    wholeTenant('rheine'),
  );
}

test('a message reaches the instance that waits for its key, and no other', async () => {
  const one = await world.start('antwort', { schluessel: 'M-1' });
  const two = await world.start('antwort', { schluessel: 'M-2' });
  const results = await correlate('M-1');
  expect(results).toMatchObject([{ instanceId: one.instanceId, status: 'completed', problem: null }]);
  expect(await world.count('subscription', 'instance_id = $1', [one.instanceId])).toBe(0);
  expect(await world.count('subscription', 'instance_id = $1', [two.instanceId])).toBe(1);
});

test('the same message at the same moment is received once', async () => {
  await world.start('antwort', { schluessel: 'M-3' });
  const results = await Promise.all([correlate('M-3'), correlate('M-3'), correlate('M-3')]);
  expect(results.flat()).toHaveLength(1);
});

test('a message nobody waits for is said to be lost', async () => {
  expect(await correlate('M-99')).toEqual([]);
  expect(await correlate('M-1', 'unbekannt')).toEqual([]);
});
