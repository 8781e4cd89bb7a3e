import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase } from '@zusteuerung/runtime';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
const name = `rechte_${randomBytes(6).toString('hex')}`;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.query(`CREATE ROLE ${name} LOGIN PASSWORD 'x' NOSUPERUSER NOCREATEROLE`);
  await database.query(`CREATE DATABASE ${name}`);
});
afterAll(async () => {
  await database.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await database.query(`DROP ROLE ${name}`);
  await database.stop();
});

/** Opens the database as a login without special rights. */
function open() {
  const url = new URL(database.url);
  Object.assign(url, { username: name, password: 'x', pathname: `/${name}` });
  return openDatabase({ url: url.href, dataDir: '' });
}

test('a login is told what it lacks, one step after the other, and with that it opens the database', async () => {
  await expect(open()).rejects.toThrow(`ALTER DATABASE "${name}" OWNER TO "${name}"`);
  await database.query(`ALTER DATABASE ${name} OWNER TO ${name}`);
  await expect(open()).rejects.toThrow(`GRANT zusteuerung_app TO "${name}"`);
  await database.query(`GRANT zusteuerung_app TO ${name}`);
  const opened = await open();
  expect(await opened.dataSource.query('SELECT current_user AS role')).toEqual([{ role: 'zusteuerung_app' }]);
  await opened.stop();
});
