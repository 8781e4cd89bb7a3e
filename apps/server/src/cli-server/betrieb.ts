import { hasEmbedded } from '@zusteuerung/runtime';
import { UserProblem } from '../cli/problem.js';
import { kommunenOf } from '../datenschutz/fristen.js';
import { isAusfall } from '../fehler/ausfall.js';
import { complain } from '../start/ausgabe.js';
import type { Betrieb } from '../start/betrieb.js';
import { readConfig } from '../start/config.js';
import { openBetrieb } from '../start/oeffnen.js';
import { openProtokoll } from '../start/protokoll.js';

function refuse(error: unknown): never {
  if (!isAusfall(error)) throw error;
  throw new UserProblem(
    'NO_DATABASE',
    `Die Datenbank ist nicht zu erreichen (${(error as { code?: string }).code ?? 'keine Antwort'}). Bitte DATABASE_URL prüfen.`,
    'the database can’t be reached',
  );
}

/** Runs a command on the installation that DATABASE_URL or DATA_DIR names; the result is the exit code. */
export async function withBetrieb(work: (betrieb: Betrieb) => Promise<number>): Promise<number> {
  const { config, errors } = readConfig(process.env);
  if (!config) {
    complain(errors.join('\n'));
    return 2;
  }
  if (!config.databaseUrl && !hasEmbedded(config.dataDir))
    complain(`Hinweis: Ohne DATABASE_URL entsteht eine eigene Datenbank unter ${config.dataDir}.`);
  const log = openProtokoll(config.logLevel === 'warn' ? 'error' : config.logLevel);
  const betrieb = await openBetrieb(config, log).catch(refuse);
  try {
    return await work(betrieb);
  } finally {
    await betrieb.database.stop();
  }
}

/** The municipality of `--kommune`, or all of them. */
export async function kommunenNamed(betrieb: Betrieb, wanted: string | undefined): Promise<string[]> {
  const ids = await kommunenOf(betrieb);
  if (wanted === undefined) return ids;
  if (!ids.includes(wanted))
    throw new UserProblem(
      'UNKNOWN_KOMMUNE',
      `Die Kommune „${wanted}“ gibt es hier nicht. Es gibt: ${ids.join(', ')}.`,
      `no municipality ${wanted}`,
    );
  return [wanted];
}
