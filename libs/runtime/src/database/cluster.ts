import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './lodgers.js';
import { childIdentity } from './privileges.js';

export const superuser = 'zusteuerung';

/** The files of an embedded server: data, password and remembered port. */
export class Cluster {
  constructor(readonly home: string) {}

  get directory() {
    return join(this.home, 'server');
  }
  get data() {
    return join(this.directory, 'data');
  }
  get log() {
    return join(this.directory, 'log');
  }
  get password(): string {
    return readFileSync(join(this.directory, 'password'), 'utf8');
  }

  url(port: number, database: string): string {
    return `postgres://${superuser}:${this.password}@127.0.0.1:${port}/${database}`;
  }

  /** Process id and port of the server that runs here, started by us or left over. */
  postmaster(): { pid: number; port: number } | null {
    const noted = this.notedPostmaster();
    if (!noted || !isAlive(noted.pid)) return null;
    try {
      // After a restart of the machine or container the number may belong to something else.
      const command = readFileSync(`/proc/${noted.pid}/cmdline`, 'utf8');
      return command.includes(this.data) ? noted : null;
    } catch {
      return noted;
    }
  }

  private notedPostmaster(): { pid: number; port: number } | null {
    try {
      const lines = readFileSync(join(this.data, 'postmaster.pid'), 'utf8').split('\n');
      const [pid, port] = [Number(lines[0]), Number(lines[3])];
      return pid > 0 && port > 0 ? { pid, port } : null;
    } catch {
      return null;
    }
  }

  /**
   * The port of last time if it is free, else another one, remembered. Who has `known` connections to it, waits for it
   * for some seconds: nobody would find the server at another one.
   */
  async freePort(known: boolean): Promise<number> {
    const file = join(this.directory, 'port');
    const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    for (let tries = 0; known && last > 0 && tries < 50; tries++) {
      if (await listen(last)) return last;
      await sleep(100);
    }
    const port = (last > 0 && (await listen(last))) || (await listen(0));
    if (!port) throw new Error('no free port on 127.0.0.1');
    writeFileSync(file, String(port));
    return port;
  }

  /** Creates the data directory once; a half-made one (kill -9, a full disk) is never taken for a whole one. */
  initialise(binaries: string): void {
    mkdirSync(this.home, { recursive: true });
    chmodSync(this.home, 0o755);
    if (existsSync(this.directory)) return;
    const half = this.half();
    mkdirSync(join(half, 'data'), { recursive: true });
    chmodSync(half, 0o755);
    const password = randomBytes(24).toString('base64url');
    writeFileSync(join(half, 'password'), password, { mode: 0o600 });
    runInitdb(binaries, half, password);
    try {
      renameSync(half, this.directory);
    } catch (error) {
      rmSync(half, { recursive: true, force: true });
      if (!existsSync(this.directory)) throw error;
    }
  }

  private half() {
    return join(this.home, `half-${process.pid}-${randomBytes(3).toString('hex')}`);
  }
}

function runInitdb(binaries: string, directory: string, password: string): void {
  const identity = childIdentity();
  const passwordFile = join(directory, 'initial-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (identity.uid !== undefined && identity.gid !== undefined) {
    chownSync(passwordFile, identity.uid, identity.gid);
    chownSync(join(directory, 'data'), identity.uid, identity.gid);
  }
  chmodSync(join(directory, 'data'), 0o700);
  const run = spawnSync(
    join(binaries, 'bin', 'initdb'),
    [
      `--pgdata=${join(directory, 'data')}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ],
    { ...identity, cwd: '/', encoding: 'utf8', env: { LC_ALL: 'C', TZ: 'UTC' } },
  );
  rmSync(passwordFile, { force: true });
  if (run.status !== 0) {
    rmSync(directory, { recursive: true, force: true });
    throw new Error(`initdb failed: ${run.error?.message ?? ''}${run.stderr}${run.stdout}`);
  }
}

function listen(port: number): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(0));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
