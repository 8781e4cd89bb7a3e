import { inTenant, wholeTenant, type Transaction } from '@zusteuerung/runtime';
import { modelFile, taskProcess } from './models.js';
import { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open([modelFile(taskProcess())]);
});
afterAll(() => world.close());

const group = { gruppe: 'caritas:case_management' };

/** Two that wait until the other one has come this far, once. */
function meeting() {
  let come = 0;
  let open = () => {};
  const both = new Promise<void>((resolve) => (open = resolve));
  return async () => {
    if (++come === 2) open();
    await both;
  };
}

test('of two that lock each other out one is tried again; both are done, once', async () => {
  const [one, two] = [await world.start('aufgabe', group), await world.start('aufgabe', group)];
  const meet = meeting();
  let tries = 0;
  const touch = (tx: Transaction, id: string, business: string) =>
    tx.query(
      `UPDATE process_instance SET business_key = coalesce(business_key, '') || $2::text WHERE id = $1`,
      [id, business],
    );
  const cross = (first: string, second: string, business: string) =>
    inTenant(world.database.dataSource, wholeTenant(world.tenant), async (tx) => {
      tries++;
      await touch(tx, first, business);
      if (tries <= 2) await meet();
      await touch(tx, second, business);
    });
  await Promise.all([cross(one.instanceId, two.instanceId, 'a'), cross(two.instanceId, one.instanceId, 'b')]);
  expect(tries).toBe(3);
  const rows = await world.query<{ key: string }>('SELECT business_key AS key FROM process_instance');
  for (const { key } of rows) expect([...key].sort().join('')).toBe('ab');
});

test('what conflicts again and again is given up after five tries, with pauses that differ and grow', async () => {
  const began: number[] = [];
  const pauses = async () => {
    began.length = 0;
    const losing = inTenant(world.database.dataSource, wholeTenant(world.tenant), async (tx) => {
      began.push(performance.now());
      await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = 'serialization_failure'; END $$`);
    });
    await expect(losing).rejects.toMatchObject({ code: '40001' });
    return began.slice(1).map((at, n) => at - began[n]!);
  };
  const [first, second] = [await pauses(), await pauses()];
  expect([first.length, second.length]).toEqual([4, 4]);
  expect(first).not.toEqual(second);
});
