import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@zusteuerung/runtime';
import { Client } from '../../libs/runtime/src/database/client.js';
import { openTestDatabase } from '../support/database.js';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.stop());

test('a connection lost while nobody listens ends its query, not the process', async () => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await database.dataSource.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await sleep(100);
  await expect(client.query('SELECT 1')).rejects.toThrow();
  await expect(database.dataSource.query('SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
});
