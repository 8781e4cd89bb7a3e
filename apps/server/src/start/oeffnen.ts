import { Definitions, openDatabase, Processes, Tasks } from '@zusteuerung/runtime';
import type { Logger as Pino } from 'pino';
import { warnVorFrist } from '../datenschutz/fristwarnung.js';
import { Nachrichten } from '../nachrichten/nachrichten.js';
import { Versand } from '../nachrichten/versand.js';
import { Pakete } from '../pakete/pakete.js';
import { notifyWebhooks } from '../schnittstellen/ereignisse.js';
import { projectStep } from '../vorgaenge/projektion.js';
import { Betrieb } from './betrieb.js';
import type { Config } from './config.js';
import { runtimeLogger } from './protokoll.js';

/** Opens database and runtime; the caller stops `betrieb.database` last. */
export async function openBetrieb(config: Config, log: Pino): Promise<Betrieb> {
  const logger = runtimeLogger(log);
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir, logger });
  const definitions = new Definitions(database.dataSource, logger);
  const processes = new Processes(database.dataSource, definitions);
  processes.onStep(async (tx, notice) => {
    const { webhooks } = await projectStep(tx, notice);
    if (webhooks) await notifyWebhooks(tx, notice);
  });
  const tasks = new Tasks(database.dataSource, processes);
  const betrieb = new Betrieb(config, database, definitions, processes, tasks);
  const pakete = new Pakete(betrieb);
  const versand = new Versand(config);
  const nachrichten = new Nachrichten(config, pakete, versand);
  processes.onWait(warnVorFrist(pakete, versand, config.publicUrl));
  processes.registerLocalJob('benachrichtigung', nachrichten.benachrichtigung);
  processes.registerLocalJob('rueckmeldung', nachrichten.rueckmeldung);
  return betrieb;
}
