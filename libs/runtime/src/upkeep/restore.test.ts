import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from '@jest/globals';
import { lines } from './backup-format.js';
import { restore } from './restore.js';

const folder = mkdtempSync(join(tmpdir(), 'zst-restore-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Nobody listens there: what is refused before any database is asked has another error. */
const NIRGENDS = 'postgres://zst:geheim@127.0.0.1:1/zst';
const header = (changes: object) => ({
  format: 'zusteuerung-sicherung',
  version: 1,
  createdAt: '2026-11-22T12:00:00Z',
  migrations: [],
  tables: [{ name: 'tenant', columns: ['id', 'name'] }],
  ...changes,
});

async function codeOf(content: Buffer): Promise<string | undefined> {
  const file = join(folder, 'archiv.zst');
  writeFileSync(file, content);
  return restore(NIRGENDS, file, { overwrite: true }).then(
    () => 'restored',
    (error: { code?: string }) => error.code,
  );
}

test('an archive of the right shape gets as far as the database', async () =>
  expect(await codeOf(gzipSync(`${JSON.stringify(header({}))}\n`))).toBe('ECONNREFUSED'));

const table = (name: unknown, columns: unknown = ['id']) => header({ tables: [{ name, columns }] });
test.each<[string, unknown]>([
  ['a table of the system', table('pg_authid', ['rolname', 'rolsuper'])],
  ['a table of another schema', table('pg_catalog.pg_proc')],
  ['statements in the name of a table', table('tenant" (id) FROM PROGRAM $$id$$; --')],
  ['statements in the name of a column', table('tenant', ['id) FROM PROGRAM $$id$$; --'])],
  ['the list of migrations', table('migration', ['name'])],
  ['a path instead of a table', table('../../etc/passwd')],
  ['no name', table(null)],
  ['no columns', table('tenant', 'id')],
  ['no tables', header({ tables: { length: 1 } })],
  ['no migrations', header({ migrations: null })],
  ['a prototype', JSON.parse('{"format":"zusteuerung-sicherung","version":1,"__proto__":{"tables":[]}}')],
])('%s in the header is refused before anything is touched', async (_, hostile) =>
  expect(await codeOf(gzipSync(`${JSON.stringify(hostile)}\n`))).toBe('BACKUP_INCOMPLETE'),
);

test.each<[string, Buffer, string]>([
  ['a tar file with paths that lead out', gzipSync('../../etc/cron.d/x\0'.padEnd(1024, '\0')), 'NO_BACKUP'],
  ['something that is not packed', Buffer.from('{"format":"zusteuerung-sicherung"}\n'), 'NO_BACKUP'],
  ['nothing', Buffer.alloc(0), 'NO_BACKUP'],
  ['a later version', gzipSync(JSON.stringify(header({ migrations: ['Neu1'] }))), 'BACKUP_NEWER'],
])('%s is no backup', async (_, content, code) => expect(await codeOf(content)).toBe(code));

test('a line without end is refused before it fills the memory', async () => {
  let given = 0;
  async function* endless(): AsyncGenerator<Buffer> {
    for (;;) {
      given += 1024;
      yield Buffer.alloc(1024, 'x');
    }
  }
  await expect(lines(endless(), 10_000).next()).rejects.toMatchObject({ code: 'BACKUP_INCOMPLETE' });
  expect(given).toBeLessThan(12_000);
});
