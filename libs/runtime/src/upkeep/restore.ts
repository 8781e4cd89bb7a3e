import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { finished } from 'node:stream/promises';
import { DataSource } from 'typeorm';
import { ensureAppRole } from '../database/app-role.js';
import { Client } from '../database/client.js';
import { migrations } from '../migrations/index.js';
import {
  BackupProblem,
  damaged,
  endOfRows,
  isHeader,
  lines,
  quoted,
  tableLine,
  type BackupHeader,
  type BackupTrailer,
} from './backup-format.js';
import type { BackupReport } from './backup.js';
import { asOwner } from './owner.js';

export interface RestoreOptions {
  /** what is in the database may go */
  overwrite?: boolean;
}

/**
 * Brings a backup into an empty database, in one transaction, with the tables of the version that wrote it; opening
 * the database brings them up to date afterwards.
 */
export async function restore(
  url: string,
  file: string,
  options: RestoreOptions = {},
): Promise<BackupReport> {
  const input = lines(createReadStream(file).pipe(createGunzip()));
  try {
    const header = await readHeader(input);
    await makeEmpty(url, options);
    await createTables(url, header);
    return await asOwner(url, (client) => load(client, header, input));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE') throw damaged();
    throw error;
  }
}

async function readHeader(input: AsyncGenerator<Buffer>): Promise<BackupHeader> {
  let header: BackupHeader | null = null;
  try {
    const { value } = (await input.next()) as { value?: Buffer };
    header = JSON.parse(String(value)) as BackupHeader;
  } catch {
    // not even a line of JSON in a gzipped file
  }
  if (header?.format !== 'zusteuerung-sicherung')
    throw new BackupProblem('NO_BACKUP', 'Die Datei ist keine Sicherung von „zst backup“.');
  if (!isHeader(header)) throw damaged();
  const known = new Set(migrations.map(({ name }) => name));
  if (header.version !== 1 || header.migrations.some((name) => !known.has(name)))
    throw new BackupProblem(
      'BACKUP_NEWER',
      'Die Sicherung stammt von einer neueren Version der Anwendung. Bitte zuerst diese installieren.',
    );
  return header;
}

async function makeEmpty(url: string, { overwrite = false }: RestoreOptions): Promise<void> {
  await asOwner(url, async (client) => {
    const { rows } = await client.query<{ busy: number; tables: boolean; ours: boolean }>(
      `SELECT (SELECT count(*)::int FROM pg_stat_activity
               WHERE datname = current_database() AND application_name = 'zusteuerung') AS busy,
              EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r') AS tables,
              to_regclass('public.tenant') IS NOT NULL AS ours`,
    );
    const [state] = rows;
    if (state?.busy)
      throw new BackupProblem(
        'TARGET_IN_USE',
        'Die Anwendung läuft noch. Bitte zuerst alle Prozesse beenden.',
      );
    if (!state?.tables) return;
    const filled = !state.ours || (await client.query('SELECT 1 FROM tenant LIMIT 1')).rows.length > 0;
    if (filled && !overwrite)
      throw new BackupProblem(
        'TARGET_NOT_EMPTY',
        'Die Datenbank ist nicht leer. Mit --ueberschreiben wird ihr Inhalt durch die Sicherung ersetzt.',
      );
    await client.query(
      'DROP SCHEMA IF EXISTS bullmq CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC',
    );
  });
}

async function createTables(url: string, header: BackupHeader): Promise<void> {
  const names = new Set(header.migrations);
  const owner = new DataSource({
    type: 'postgres',
    url,
    migrations: migrations.filter(({ name }) => names.has(name)),
    migrationsTableName: 'migration',
    poolSize: 1,
    extra: { Client, options: '-c zst.scope=owner' },
  });
  await asOwner(url, ensureAppRole);
  await owner.initialize();
  try {
    await owner.runMigrations({ transaction: 'each' });
  } finally {
    await owner.destroy();
  }
}

async function load(
  client: pg.Client,
  header: BackupHeader,
  input: AsyncGenerator<Buffer>,
): Promise<BackupReport> {
  await client.query('BEGIN');
  const protectedTables = await lowerGuards(client);
  const rows: Record<string, number> = {};
  for (const table of header.tables) rows[table.name] = await loadTable(client, table, input);
  const last = (await input.next()) as { value?: Buffer };
  const trailer = last.value && (JSON.parse(String(last.value)) as BackupTrailer);
  const same = header.tables.every(({ name }) => trailer?.rows[name] === rows[name]);
  if (!trailer?.end || !same) throw damaged();
  for (const { name } of header.tables) await continueNumbers(client, name);
  // What is checked at the end of a transaction would still be in the way of the statements below.
  await client.query('SET CONSTRAINTS ALL IMMEDIATE');
  for (const statement of protectedTables) await client.query(statement);
  await client.query('COMMIT');
  return { tables: header.tables.length, rows: Object.values(rows).reduce((a, b) => a + b, 0) };
}

/**
 * Triggers would write what the backup holds already, and COPY does not go through row-level policies: both rest for
 * this transaction. Returns the statements that end the rest.
 */
async function lowerGuards(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; forced: boolean }>(
    `SELECT relname AS name, relforcerowsecurity AS forced FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  const raise: string[] = [];
  for (const { name, forced } of rows) {
    const table = `ALTER TABLE ${quoted(name)}`;
    await client.query(
      `${table} DISABLE TRIGGER USER${forced ? `; ${table} NO FORCE ROW LEVEL SECURITY` : ''}`,
    );
    raise.push(`${table} ENABLE TRIGGER USER${forced ? `; ${table} FORCE ROW LEVEL SECURITY` : ''}`);
  }
  return raise;
}

async function loadTable(
  client: pg.Client,
  { name, columns }: BackupHeader['tables'][number],
  input: AsyncGenerator<Buffer>,
): Promise<number> {
  const first = (await input.next()) as { value?: Buffer };
  if (first.value?.toString() !== tableLine(name)) throw damaged();
  const { from } = await import('pg-copy-streams');
  const copy = client.query(
    from(`COPY public.${quoted(name)} (${columns.map(quoted).join(', ')}) FROM STDIN`),
  );
  const end = Buffer.from(endOfRows);
  const loaded = finished(copy);
  loaded.catch(() => {});
  let rows = 0;
  for (;;) {
    const { value, done } = (await input.next()) as { value?: Buffer; done?: boolean };
    if (done || !value) throw damaged();
    if (value.equals(end)) break;
    rows++;
    await hand(copy, value, loaded);
  }
  copy.end();
  await loaded;
  return rows;
}

/** Hands a row over; when PostgreSQL has refused an earlier one, its reason is what is thrown. */
async function hand(copy: Writable, row: Buffer, loaded: Promise<void>): Promise<void> {
  try {
    copy.write(row);
    copy.write('\n');
  } catch (error) {
    await loaded;
    throw error;
  }
  if (copy.writableNeedDrain) await Promise.race([once(copy, 'drain'), loaded]);
}

/** New rows get the numbers after those of the backup. */
async function continueNumbers(client: pg.Client, table: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname::text AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attidentity <> '' AND NOT attisdropped`,
    [`public.${quoted(table)}`],
  );
  for (const { name } of rows)
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), max(${quoted(name)})) FROM public.${quoted(table)}
       HAVING max(${quoted(name)}) IS NOT NULL`,
      [`public.${quoted(table)}`, name],
    );
}
