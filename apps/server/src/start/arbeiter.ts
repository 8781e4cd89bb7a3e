import {
  AuditWorker,
  BatchWorker,
  ErasureWorker,
  JobWorker,
  KeyWorker,
  MessageWorker,
  OutboxRelay,
  reapplyErasures,
  SignalWorker,
  TimerWorker,
} from '@zusteuerung/runtime';
import type { Logger as Pino } from 'pino';
import { Automatik } from '../datenschutz/automatik.js';
import { Versand } from '../nachrichten/versand.js';
import { Zustellung } from '../schnittstellen/zustellung.js';
import type { Betrieb } from './betrieb.js';
import { runtimeLogger } from './protokoll.js';

/** Most of a job's time is waiting: for the mail server, and for those it is read, ended and committed with. */
const jobsAtOnce = 30;

/** Timers, messages, signals, batches, outbox relay and jobs of a process. */
export interface Arbeiter {
  stop(): Promise<void>;
  /** how many jobs the queue holds, by state */
  queueCounts(): Promise<Record<string, number>>;
}

/** Starts everything that works without being asked; stop it before the database. */
export async function startArbeiter(betrieb: Betrieb, log: Pino): Promise<Arbeiter> {
  const logger = runtimeLogger(log);
  const { url: databaseUrl } = betrieb.database;
  const dataSource = await betrieb.database.openWorkers();
  const { redisUrl } = betrieb.config;
  const queue = { databaseUrl, ...(redisUrl && { redisUrl }) };
  // After a restore, before anything else happens to what came back.
  const again = await reapplyErasures(dataSource);
  if (again > 0) logger.warn('erased again what a restored backup had brought back', { vorgaenge: again });
  const versand = new Versand(betrieb.config);
  const jobs = new JobWorker(dataSource, betrieb.processes, queue, { logger, concurrency: jobsAtOnce });
  jobs.registerJobHandler(Versand.jobType, (job) => versand.send(dataSource, job));
  const zustellung = new Zustellung(betrieb.config, betrieb.schluessel);
  jobs.registerJobHandler(Zustellung.jobType, (job) => zustellung.send(dataSource, job));
  const { mail, webhook } = betrieb.config.kanaele.proMinute;
  const perMinute = {
    ...(mail && { [Versand.jobType]: mail }),
    ...(webhook && { [Zustellung.jobType]: webhook }),
  };
  const relay = new OutboxRelay(dataSource, queue, { logger, perMinute });
  const polling = [
    ...[TimerWorker, MessageWorker, SignalWorker].map(
      (Worker) => new Worker(dataSource, betrieb.processes, { logger }),
    ),
    new AuditWorker(dataSource, { logger }),
    new KeyWorker(dataSource, { logger }),
    new ErasureWorker(dataSource, { logger }),
    new Automatik(betrieb, logger),
    new BatchWorker(dataSource, betrieb.processes, betrieb.definitions, { logger }),
  ];
  await jobs.start();
  await relay.start();
  for (const worker of polling) worker.start();
  return {
    queueCounts: () => relay.queueCounts(),
    async stop() {
      await Promise.all([...polling, relay].map((worker) => worker.stop()));
      await jobs.stop();
      versand.close();
    },
  };
}
