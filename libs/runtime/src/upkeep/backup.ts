import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';
import type pg from 'pg';
import { endOfRows, quoted, tableLine, type BackupHeader, type BackupTrailer } from './backup-format.js';
import { asOwner } from './owner.js';

type Table = BackupHeader['tables'][number];

export interface BackupReport {
  tables: number;
  rows: number;
}

/**
 * Writes all tables as they are at one moment into a file that only its owner may read; work goes on meanwhile. The
 * file appears under its name when it is complete.
 */
export async function backUp(url: string, file: string): Promise<BackupReport> {
  const half = `${file}.${process.pid}.teil`;
  try {
    const rows = await asOwner(url, (client) => write(client, half));
    renameSync(half, file);
    return { tables: Object.keys(rows).length, rows: Object.values(rows).reduce((a, b) => a + b, 0) };
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
}

async function write(client: pg.Client, file: string): Promise<Record<string, number>> {
  const output = createWriteStream(file, { mode: 0o600, flags: 'wx' });
  const zip = createGzip({ level: 6 });
  const done = finished(zip.pipe(output));
  // Failures of either stream end the loop below, which waits for `done` in the end.
  done.catch(() => zip.destroy());
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const tables = inOrder(await tablesOf(client), await references(client));
  const migrations = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY id');
  const header: BackupHeader = {
    format: 'zusteuerung-sicherung',
    version: 1,
    createdAt: new Date().toISOString(),
    migrations: migrations.rows.map(({ name }) => name),
    tables,
  };
  await say(zip, JSON.stringify(header));
  const rows: BackupTrailer['rows'] = {};
  for (const table of tables) rows[table.name] = await writeTable(client, table, zip);
  await client.query('COMMIT');
  await say(zip, JSON.stringify({ end: true, rows } satisfies BackupTrailer));
  zip.end();
  await done;
  return rows;
}

async function say(zip: Gzip, line: string | Buffer): Promise<void> {
  if (!zip.write(typeof line === 'string' ? `${line}\n` : line)) await once(zip, 'drain');
}

async function writeTable(client: pg.Client, { name, columns }: Table, zip: Gzip): Promise<number> {
  const { to } = await import('pg-copy-streams');
  await say(zip, tableLine(name));
  const list = columns.map(quoted).join(', ');
  const copy = client.query(to(`COPY (SELECT ${list} FROM ${quoted(name)}) TO STDOUT`));
  for await (const chunk of copy) await say(zip, chunk as Buffer);
  await say(zip, endOfRows);
  return copy.rowCount;
}

/** Our own tables with their stored columns; the list of migrations is part of the header. */
async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration'
       AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname`,
  );
  return rows;
}

async function references(client: pg.Client): Promise<{ from: string; to: string }[]> {
  const { rows } = await client.query<{ from: string; to: string }>(
    `SELECT f.relname AS "from", t.relname AS "to" FROM pg_constraint k
     JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
     WHERE k.contype = 'f' AND NOT k.condeferred AND f.oid <> t.oid`,
  );
  return rows;
}

/** Each table after those it refers to. */
function inOrder(tables: Table[], refers: { from: string; to: string }[]): Table[] {
  const ordered: Table[] = [];
  const placed = new Set<string>();
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name }) => !placed.has(name) && refers.every(({ from, to }) => from !== name || placed.has(to)),
    );
    if (next.length === 0) throw new Error('tables refer to each other in a circle');
    for (const table of next) {
      ordered.push(table);
      placed.add(table.name);
    }
  }
  return ordered;
}
