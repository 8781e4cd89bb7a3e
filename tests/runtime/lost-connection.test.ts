import { setTimeout as sleep } from 'node:timers/promises';
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
