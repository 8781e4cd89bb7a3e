import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { holdOutgoing, restore } from '@zusteuerung/runtime';
import { count, printJson } from '../cli/output.js';
import { UserProblem } from '../cli/problem.js';
import { say } from '../start/ausgabe.js';
import { withBetrieb } from './betrieb.js';
import { withServer } from './server.js';

const OPTIONS = {
  ueberschreiben: { type: 'boolean', default: false },
  'nachrichten-erneut': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

function tell(rows: number, held: number | null): void {
  say(`Wiederhergestellt: ${count(rows, 'Zeile', 'Zeilen')}.`);
  if (held === null) say('Was bei der Sicherung auf dem Weg war, geht beim nächsten Start hinaus.');
  else if (held > 0)
    say(
      `${count(held, 'Nachricht', 'Nachrichten')} angehalten: Ob sie nach der Sicherung schon hinausgingen, ist nicht bekannt.\n` +
        'Sollen sie hinausgehen, auch wenn das schon einmal geschah: mit --ueberschreiben --nachrichten-erneut wiederherstellen.',
    );
  say('Bitte jetzt „zst doctor“ ausführen und dann die Anwendung starten.');
}

/** `zst restore <file>`: a backup into an empty database. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [file] = positionals;
  if (!file || positionals.length > 1)
    throw new UserProblem('USAGE', 'Bitte eine Datei nennen.', 'exactly one file is needed');
  if (!existsSync(file)) throw new UserProblem('NO_FILE', `„${file}“ gibt es nicht.`, `no file ${file}`);
  return withServer(
    async (url) => {
      const { tables, rows } = await restore(url as string, file, { overwrite: values.ueberschreiben });
      // Opening brings the tables of an older backup up to date.
      const held = values['nachrichten-erneut'] ? null : await holdAll();
      if (values.json) printJson({ ok: true, file, tables, rows, held });
      else tell(rows, held);
      return 0;
    },
    { create: true },
  );
}

async function holdAll(): Promise<number> {
  let held = 0;
  await withBetrieb(async ({ database, processes }) => {
    held = await holdOutgoing(database.url, database.dataSource, processes);
    return 0;
  });
  return held;
}
