import {
  asWholeTenant,
  inTenant,
  onceAltogether,
  outsideTenants,
  settle,
  wholeTenant,
  type Scope,
  type Transaction,
} from '@zusteuerung/runtime';
import { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const once = <T>(idempotencyKey: string, work: () => Promise<T>): Promise<T> =>
  onceAltogether(
    world.database.dataSource,
    {
      ...{ tenant: world.tenant, idempotencyKey, fingerprint: '' },
      seal: (answer) => JSON.stringify(answer),
      open: (kept) => JSON.parse(String(kept)) as T,
    },
    work,
  );
const part = <T>(scope: Omit<Scope, 'tenant'>, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  inTenant(world.database.dataSource, { tenant: world.tenant, ...scope }, work);
const write = (tx: Transaction, id: string) =>
  tx.query(`INSERT INTO organisation (tenant_id, id, name, art) VALUES ($1, $2, $2, 'traeger')`, [
    world.tenant,
    id,
  ]);
const there = async (id: string) => (await world.count('organisation', `id = '${id}'`)) === 1;
const scopeOf = async (tx: Transaction) => {
  const [row] = await tx.query<{ tenant: string; organisations: string; scope: string }[]>(
    `SELECT current_setting('zst.tenant', true) AS tenant, current_setting('zst.organisations', true) AS organisations,
            coalesce(current_setting('zst.scope', true), '') AS scope`,
  );
  return [row?.tenant, row?.organisations, row?.scope];
};

test('each part has its own scope, also after another one within it', async () => {
  const { tenant } = world;
  const seen = await once('scopes', () =>
    part({ organisations: ['caritas'] }, async (tx) => [
      await scopeOf(tx),
      await outsideTenants(world.database.dataSource, scopeOf),
      await scopeOf(tx),
      await asWholeTenant(tx, async () => [await part({}, scopeOf), await scopeOf(tx)]),
      await scopeOf(tx),
      await part({ organisations: ['diakonie'] }, () => Promise.reject(new Error('no'))).catch(() =>
        scopeOf(tx),
      ),
    ]),
  );
  const own = [tenant, 'caritas', ''];
  expect(seen).toEqual([
    own,
    ['', '', 'outside'],
    own,
    [
      [tenant, '', ''],
      [tenant, '*', ''],
    ],
    own,
    own,
  ]);
});

test('parts begun at the same moment go one after the other; one that fails is taken back alone', async () => {
  const parts = await once('together', () =>
    Promise.allSettled(
      ['eins', 'zwei', 'drei'].map((id) =>
        part({ organisations: '*' }, async (tx) => {
          await write(tx, id);
          if (id === 'zwei') throw new Error('zwei');
        }),
      ),
    ).then((all) => all.map(({ status }) => status)),
  );
  expect(parts).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await Promise.all(['eins', 'zwei', 'drei'].map(there))).toEqual([true, false, true]);
});

test('when the work fails, what its parts did stays, and the key is free', async () => {
  const failing = once('fails', async () => {
    await part({ organisations: '*' }, (tx) => write(tx, 'vier'));
    throw new Error('out of paper');
  });
  await expect(failing).rejects.toThrow('out of paper');
  expect(await there('vier')).toBe(true);
  expect(await once('fails', async () => 'second')).toBe('second');
  expect(await once('fails', async () => 'third')).toBe('second');
});

test('nothing of it is there before its end, but for what is settled', async () => {
  const seen: unknown[] = [];
  const answer = await once('settled', async () => {
    await part({ organisations: '*' }, (tx) => write(tx, 'fuenf'));
    seen.push(await there('fuenf'));
    await settle('first');
    seen.push(await there('fuenf'), await once('settled', async () => 'not asked'));
    await part(wholeTenant(world.tenant), (tx) => write(tx, 'sechs'));
    seen.push(await there('sechs'));
    return 'last';
  });
  expect([answer, seen]).toEqual(['last', [false, true, 'first', true]]);
  expect(await once('settled', async () => 'not asked')).toBe('last');
});
