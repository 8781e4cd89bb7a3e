import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { watchEventLoop } from '@zusteuerung/runtime';
import type { Logger as Pino } from 'pino';
import { Messwerte } from '../messwerte/messwerte.js';
import { startSpuren, type StopSpuren } from '../spuren/spuren.js';
import { startArbeiter, type Arbeiter } from './arbeiter.js';
import { explainStart } from './absage.js';
import { complain } from './ausgabe.js';
import { createApi } from './api.js';
import { limitPatience } from './geduld.js';
import { awaitDatabase } from './warten.js';
import type { Betrieb } from './betrieb.js';
import { readConfig, type Config } from './config.js';
import { openBetrieb } from './oeffnen.js';
import { openProtokoll } from './protokoll.js';
import { startZentrale, type Zentrale } from './zentrale.js';

const SWEEP_MS = 100;
/** jobs in progress get 30 s, the queue 40 s: after this time something hangs */
const LONGEST_STOP_MS = 60_000;
/** Far longer than anything of ours takes; whoever runs the program starts it again. */
const LOOP_PATIENCE_MS = 60_000;

/** A running program; `stop` ends it in the order in which nothing gets lost. */
export interface Lauf {
  betrieb: Betrieb;
  app: NestExpressApplication | null;
  /** where the API listens; null without API */
  address: string | null;
  /** where metrics and health are answered; null when METRICS_PORT is not set */
  zentrale: Zentrale | null;
  stop(): Promise<void>;
}

export interface Teile {
  api: boolean;
  arbeiter: boolean;
  /** runs when the database is open and before anything else starts */
  prepare?: (betrieb: Betrieb) => Promise<void>;
}

async function listen(app: NestExpressApplication, { port, host }: Config): Promise<string> {
  limitPatience(app.getHttpServer() as Server);
  await app.listen(port, host);
  const address = (app.getHttpServer() as { address(): { port: number } | null }).address();
  return `http://${host === '0.0.0.0' ? 'localhost' : host}:${address?.port ?? port}`;
}

/** Requests in progress are answered, but not longer than `frist` seconds; connections nobody uses end at once. */
async function closeApi(app: NestExpressApplication, frist: number): Promise<void> {
  const server = app.getHttpServer() as Server;
  const sweeping = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const limit = setTimeout(() => server.closeAllConnections(), frist * 1000);
  try {
    await app.close();
  } finally {
    clearInterval(sweeping);
    clearTimeout(limit);
  }
}

/** Starts the wanted parts on one database. */
export async function startLauf(config: Config, teile: Teile, log: Pino): Promise<Lauf> {
  const betrieb = await openBetrieb(config, log);
  let app: NestExpressApplication | null = null;
  let arbeiter: Arbeiter | null = null;
  let zentrale: Zentrale | null = null;
  let stopSpuren: StopSpuren | null = null;
  const stop = async () => {
    betrieb.bereitschaft.announceStop();
    if (app) await sleep(config.stopp.vorlauf * 1000);
    await Promise.all([app && closeApi(app, config.stopp.frist), arbeiter?.stop()]);
    await zentrale?.stop();
    await betrieb.database.stop();
    await stopSpuren?.();
  };
  try {
    await teile.prepare?.(betrieb);
    if (config.otlp) stopSpuren = await startSpuren(config.otlp, log);
    const messwerte = config.metrics && new Messwerte(betrieb);
    if (config.metrics && messwerte) zentrale = await startZentrale(betrieb, messwerte, config.metrics);
    if (teile.arbeiter) {
      messwerte?.watchConnections('workers', await betrieb.database.openWorkers());
      arbeiter = await startArbeiter(betrieb, log);
    }
    if (arbeiter) messwerte?.watchQueue(arbeiter.queueCounts);
    if (teile.api) app = await createApi(betrieb, log, messwerte);
    return { betrieb, app, address: app && (await listen(app, config)), zentrale, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The first signal ends the process in order; when that hangs, it ends anyway. */
function endOnSignal(lauf: Lauf, log: Pino): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    const { vorlauf, frist } = lauf.betrieb.config.stopp;
    const patience = LONGEST_STOP_MS + (vorlauf + frist) * 1000;
    setTimeout(() => {
      log.error('shutdown takes too long');
      process.exit(1);
    }, patience).unref();
    lauf.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'shutdown failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
}

/** The whole life of a process: settings, start, signals, end. */
export async function run(teile: Teile, started: (lauf: Lauf, config: Config) => void): Promise<void> {
  const { config, errors, hinweise } = readConfig(process.env);
  for (const hinweis of hinweise) complain(`Hinweis: ${hinweis}`);
  if (!config) {
    complain(`Die Einstellungen stimmen nicht:\n${errors.map((error) => `  ${error}`).join('\n')}`);
    process.exitCode = 1;
    return;
  }
  const log = openProtokoll(config.logLevel);
  if (teile.arbeiter) watchEventLoop(LOOP_PATIENCE_MS);
  try {
    await awaitDatabase(config, complain);
    const lauf = await startLauf(config, teile, log);
    endOnSignal(lauf, log);
    started(lauf, config);
  } catch (error) {
    log.debug({ err: error }, 'start failed');
    complain(explainStart(error, config));
    process.exit(1);
  }
}
