import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger as Pino } from 'pino';
import { startArbeiter, type Arbeiter } from './arbeiter.js';
import { complain } from './ausgabe.js';
import { createApi } from './api.js';
import type { Betrieb } from './betrieb.js';
import { readConfig, type Config } from './config.js';
import { openBetrieb } from './oeffnen.js';
import { openProtokoll } from './protokoll.js';

/** A running program; `stop` ends it in the order in which nothing gets lost. */
export interface Lauf {
  betrieb: Betrieb;
  app: NestExpressApplication | null;
  /** where the API listens; null without API */
  address: string | null;
  stop(): Promise<void>;
}

export interface Teile {
  api: boolean;
  arbeiter: boolean;
  /** runs when the database is open and before anything else starts */
  prepare?: (betrieb: Betrieb) => Promise<void>;
}

async function listen(app: NestExpressApplication, { port, host }: Config): Promise<string> {
  await app.listen(port, host);
  const address = (app.getHttpServer() as { address(): { port: number } | null }).address();
  return `http://${host === '0.0.0.0' ? 'localhost' : host}:${address?.port ?? port}`;
}

/** Starts the wanted parts on one database. */
export async function startLauf(config: Config, teile: Teile, log: Pino): Promise<Lauf> {
  const betrieb = await openBetrieb(config, log);
  let app: NestExpressApplication | null = null;
  let arbeiter: Arbeiter | null = null;
  const stop = async () => {
    await app?.close();
    await arbeiter?.stop();
    await betrieb.database.stop();
  };
  try {
    await teile.prepare?.(betrieb);
    if (teile.arbeiter) arbeiter = await startArbeiter(betrieb, log);
    if (teile.api) app = await createApi(betrieb, log);
    return { betrieb, app, address: app && (await listen(app, config)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function explain(error: unknown, config: Config): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'EADDRINUSE')
    return `Port ${config.port} ist schon belegt. Vielleicht läuft die Anwendung schon? Sonst: PORT=3001 npm start`;
  if (code === 'EACCES')
    return `Auf Port ${config.port} darf dieses Konto nicht lauschen. Bitte PORT anders wählen.`;
  if (code === 'ECONNREFUSED') return `Die Datenbank ist nicht zu erreichen. Bitte DATABASE_URL prüfen.`;
  return `Die Anwendung konnte nicht starten: ${message ?? String(error)}`;
}

/** The whole life of a process: settings, start, signals, end. */
export async function run(teile: Teile, started: (lauf: Lauf, config: Config) => void): Promise<void> {
  const { config, errors } = readConfig(process.env);
  if (!config) {
    complain(`Die Einstellungen stimmen nicht:\n${errors.map((error) => `  ${error}`).join('\n')}`);
    process.exitCode = 1;
    return;
  }
  const log = openProtokoll(config.logLevel);
  try {
    const lauf = await startLauf(config, teile, log);
    let stopping: Promise<void> | null = null;
    const end = () => {
      stopping ??= lauf.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'shutdown failed');
          process.exit(1);
        },
      );
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
    started(lauf, config);
  } catch (error) {
    log.debug({ err: error }, 'start failed');
    complain(explain(error, config));
    process.exit(1);
  }
}
