import { parseArgs } from 'node:util';
import { UserProblem } from '../cli/problem.js';
import { rescueKonto } from '../konten/notfall.js';
import { complain, say } from '../start/ausgabe.js';
import { withBetrieb } from './betrieb.js';

/** `zst user reset`: a link for a new password, without second factor, when no administrator can help. 0 done, 1 not. */
export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const [email] = positionals;
  if (!email?.includes('@') || positionals.length > 1)
    throw new UserProblem('USAGE', 'Bitte eine E-Mail-Adresse nennen.', 'exactly one e-mail is needed');
  return withBetrieb(async (betrieb) => {
    try {
      const { link } = await rescueKonto(betrieb, email);
      say(`Sitzungen und zweiter Faktor sind weg. Neues Passwort festlegen (24 Stunden, ein Mal):\n${link}`);
      return 0;
    } catch (error) {
      complain((error as Error).message);
      return 1;
    }
  });
}
