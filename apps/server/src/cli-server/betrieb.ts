import { complain } from '../start/ausgabe.js';
import type { Betrieb } from '../start/betrieb.js';
import { readConfig } from '../start/config.js';
import { openBetrieb } from '../start/oeffnen.js';
import { openProtokoll } from '../start/protokoll.js';

/** Runs a command on the installation that DATABASE_URL or DATA_DIR names; the result is the exit code. */
export async function withBetrieb(work: (betrieb: Betrieb) => Promise<number>): Promise<number> {
  const { config, errors } = readConfig(process.env);
  if (!config) {
    complain(errors.join('\n'));
    return 2;
  }
  const betrieb = await openBetrieb(
    config,
    openProtokoll(config.logLevel === 'warn' ? 'error' : config.logLevel),
  );
  try {
    return await work(betrieb);
  } finally {
    await betrieb.database.stop();
  }
}
