import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ROLLEN } from '@zusteuerung/domain';
import { createKonto, createPasswort, grantRolle } from '../konten/anlegen.js';
import { UserProblem } from '../cli/problem.js';
import { complain, say } from '../start/ausgabe.js';
import { withBetrieb } from './betrieb.js';

const OPTIONS = {
  name: { type: 'string' },
  kommune: { type: 'string' },
  organisation: { type: 'string' },
  rolle: { type: 'string' },
} as const;

/** `zst user add`: a new account with a generated password, or one more role for a known one. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [email] = positionals;
  const { name, kommune: tenant, organisation, rolle } = values;
  if (!email?.includes('@') || !tenant || !organisation || !rolle)
    throw new UserProblem(
      'USAGE',
      `E-Mail-Adresse, Kommune, Organisation und Rolle werden gebraucht. Rollen: ${ROLLEN.join(', ')}.`,
      'e-mail, --kommune, --organisation and --rolle are needed',
    );
  return withBetrieb(async (betrieb) => {
    const passwort = createPasswort(randomBytes(12));
    try {
      const created = await betrieb.withAccounts(tenant, async (tx) => {
        const isNew = await createKonto(tx, tenant, { email, name: name ?? email, passwort });
        await grantRolle(tx, email, { tenant, organisation, rolle });
        return isNew;
      });
      say(
        created
          ? `Konto angelegt: ${email}\nPasswort (nur jetzt zu sehen): ${passwort}`
          : `Rolle ergänzt: ${email}`,
      );
      return 0;
    } catch (error) {
      complain((error as Error).message);
      return 1;
    }
  });
}
