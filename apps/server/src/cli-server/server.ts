import { BackupProblem, openServer } from '@zusteuerung/runtime';
import { UserProblem } from '../cli/problem.js';
import { isAusfall } from '../fehler/ausfall.js';
import { complain } from '../start/ausgabe.js';
import { readConfig, type Config } from '../start/config.js';

/**
 * Runs a command on the database that DATABASE_URL or DATA_DIR names, without bringing its tables up to date; `null`
 * when there is none yet. The result is the exit code.
 */
export async function withServer(
  work: (url: string | null, config: Config) => Promise<number>,
  options: { create?: boolean } = {},
): Promise<number> {
  const { config, errors, hinweise } = readConfig(process.env);
  for (const hinweis of hinweise) complain(`Hinweis: ${hinweis}`);
  if (!config) {
    complain(errors.join('\n'));
    return 2;
  }
  const server = await openServer({ url: config.databaseUrl, dataDir: config.dataDir }, options);
  try {
    return await work(server?.url ?? null, config);
  } catch (error) {
    if (error instanceof BackupProblem) throw new UserProblem(error.code, error.de, error.message);
    if (isAusfall(error))
      throw new UserProblem(
        'NO_DATABASE',
        `Die Datenbank ist nicht zu erreichen (${(error as { code?: string }).code ?? 'keine Antwort'}). Bitte DATABASE_URL prüfen.`,
        'the database can’t be reached',
      );
    throw error;
  } finally {
    await server?.stop();
  }
}

export const noDatabase = ({ dataDir }: Config) =>
  new UserProblem(
    'NO_DATABASE',
    `Unter ${dataDir} gibt es noch keine Datenbank.`,
    `no database in ${dataDir}`,
  );
