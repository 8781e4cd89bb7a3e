import { parseArgs } from 'node:util';
import { count } from '../cli/output.js';
import { UserProblem } from '../cli/problem.js';
import { endSessions } from '../konten/notfall.js';
import { complain, say } from '../start/ausgabe.js';
import { withBetrieb } from './betrieb.js';

/** `zst user logout`: ends the sessions of one account or of all of them, at once. 0 done, 1 not. */
export async function run(args: string[]): Promise<number> {
  const options = { alle: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const [email] = positionals;
  if (positionals.length > 1 || values.alle === (email !== undefined))
    throw new UserProblem(
      'USAGE',
      'Bitte eine E-Mail-Adresse oder --alle nennen.',
      'either an e-mail or --alle is needed',
    );
  return withBetrieb(async (betrieb) => {
    try {
      const ended = await endSessions(betrieb, email ?? null);
      say(`Abgemeldet: ${count(ended, 'Sitzung', 'Sitzungen')}.`);
      return 0;
    } catch (error) {
      complain((error as Error).message);
      return 1;
    }
  });
}
