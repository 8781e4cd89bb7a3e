import { lookAtQueues, openDatabase, type Database } from '@zusteuerung/runtime';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let single: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.query(`INSERT INTO tenant (id, name) VALUES ('rheine', 'Rheine')`);
  single = await openDatabase({ url: database.url, dataDir: '', poolSize: 1 });
});
afterAll(async () => {
  await single.stop();
  await database.stop();
});

/** What the one connection sees without a scope. */
const left = () => single.dataSource.query('SELECT id FROM tenant');

test('a look at the queues sees all tenants, and leaves no scope behind on its connection', async () => {
  expect(await lookAtQueues(single.dataSource, 'SELECT id FROM tenant')).toEqual([{ id: 'rheine' }]);
  expect(await left()).toEqual([]);
});

test('a look that fails leaves nothing behind either', async () => {
  await expect(lookAtQueues(single.dataSource, 'SELECT 1 / 0')).rejects.toThrow('division by zero');
  expect(await left()).toEqual([]);
  expect(await lookAtQueues(single.dataSource, 'SELECT id FROM tenant')).toEqual([{ id: 'rheine' }]);
});
