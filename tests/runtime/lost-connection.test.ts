import { setTimeout as sleep } from 'node:timers/promises';
import { inTenant } from '@zusteuerung/runtime';
import type pg from 'pg';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.stop());

test('a connection lost while nobody listens ends its query, not the process', async () => {
  const { master } = database.dataSource.driver as unknown as { master: pg.Pool };
  const client = await master.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await database.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await sleep(100);
  await expect(client.query('SELECT 1')).rejects.toThrow();
  client.release(true);
  await expect(database.dataSource.query('SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
});

test('a connection lost between two statements of a transaction is told as lost', async () => {
  const lost = inTenant(database.dataSource, { tenant: 'rheine' }, async (tx) => {
    const [{ pid }] = (await tx.query('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
    await database.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
    // The end of the connection arrives with the next turns of the event loop.
    await sleep(100);
  });
  await expect(lost).rejects.toMatchObject({ code: expect.stringMatching(/^(08006|57P01)$/) });
});
