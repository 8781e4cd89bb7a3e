import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgres } from '@zusteuerung/runtime';
import { installDemo, openProtokoll, readConfig, startLauf } from '@zusteuerung/server';
import pg from 'pg';
import { startApp, type App } from '../support/app.js';
import { queryAsOwner } from '../support/database.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';

/** A mail server that counts how often it took each Message-ID. */
export class CountingMailServer {
  private constructor(
    readonly taken: Map<string, number>,
    private readonly server: MailServer,
  ) {}

  static async start(): Promise<CountingMailServer> {
    const taken = new Map<string, number>();
    const server = await startMailServer(({ source }) => {
      const id = /^Message-ID: (\S+)/im.exec(source)?.[1] ?? 'none';
      taken.set(id, (taken.get(id) ?? 0) + 1);
    });
    return new CountingMailServer(taken, server);
  }

  get url(): string {
    return this.server.url;
  }

  /** mails that were handed over more than once, under the same Message-ID */
  get repeated(): number {
    return [...this.taken.values()].filter((times) => times > 1).length;
  }

  stop = () => this.server.stop();
}

/** PostgreSQL of its own (fsync on) with the municipalities of processes/, and our programs on it as processes. */
export class Services {
  private readonly directory = mkdtempSync(join(tmpdir(), 'zst-dienste-'));
  private readonly postgres = new EmbeddedPostgres({ dataDir: this.directory });
  url = '';
  env: Record<string, string> = {};

  static async start(env: Record<string, string>): Promise<Services> {
    const services = new Services();
    await services.postgres.start();
    const client = new pg.Client({ connectionString: services.postgres.url() });
    await client.connect();
    await client.query('CREATE DATABASE zusteuerung');
    await client.end();
    services.url = services.postgres.url('zusteuerung');
    const limits = { LIMIT_MELDUNG: '1000000', LIMIT_ALLGEMEIN: '1000000' };
    services.env = { DATABASE_URL: services.url, DATA_DIR: services.directory, DEMO: '0', ...limits, ...env };
    const { config, errors } = readConfig({ ...services.env, PORT: '0' });
    if (!config) throw new Error(errors.join('\n'));
    const prepare = async (betrieb: Parameters<typeof installDemo>[0]) => void (await installDemo(betrieb));
    const lauf = await startLauf(config, { api: false, arbeiter: false, prepare }, openProtokoll('error'));
    await lauf.stop();
    return services;
  }

  /** The API at the same address each time. */
  api = async (port: number): Promise<App> =>
    startApp({ ...this.env, PORT: String(port) }, 'apps/server/dist/main.api.js');

  /** A worker; what ends it is up to the caller. */
  worker(): { kill(): Promise<void> } {
    const child = spawn(process.execPath, ['apps/server/dist/main.worker.js'], {
      env: { ...process.env, NODE_OPTIONS: '', ...this.env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const kill = async () => {
      child.kill('SIGKILL');
      await ended;
    };
    return { kill };
  }

  /** Ends PostgreSQL as `pg_ctl stop -m immediate` does; it starts again by itself. */
  stopPostgres(): void {
    const pidFile = join(this.directory, 'postgres/server/data/postmaster.pid');
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGQUIT');
  }

  query = <T>(sql: string, parameters: unknown[] = []) => queryAsOwner<T>(this.url, sql, parameters);

  async until(what: string, count: string, ms: number): Promise<void> {
    for (const end = Date.now() + ms; ; await sleep(250)) {
      const [row] = await this.query<{ n: number }>(`SELECT (${count})::int AS n`).catch(() => [{ n: -1 }]);
      if (row?.n === 0) return;
      if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}, ${row?.n} left`);
    }
  }

  async stop(): Promise<void> {
    await this.postgres.stop();
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }
}
