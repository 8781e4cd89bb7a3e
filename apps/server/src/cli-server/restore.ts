import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  holdOutgoing,
  readEraseListAt,
  reapplyErasures,
  restore,
  type ErasedOnes,
} from '@zusteuerung/runtime';
import { count, printJson } from '../cli/output.js';
import { UserProblem } from '../cli/problem.js';
import { say } from '../start/ausgabe.js';
import { withBetrieb } from './betrieb.js';
import { readLoeschliste } from './loeschliste.js';
import { withServer } from './server.js';

const OPTIONS = {
  ueberschreiben: { type: 'boolean', default: false },
  'nachrichten-erneut': { type: 'boolean', default: false },
  loeschliste: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

interface Danach {
  /** erased since the backup and therefore again */
  erased: number;
  /** outgoing work that is held; null: it goes out */
  held: number | null;
}

function tell(rows: number, { erased, held }: Danach, liste: boolean): void {
  say(`Wiederhergestellt: ${count(rows, 'Zeile', 'Zeilen')}.`);
  if (erased > 0)
    say(`Erneut gelöscht, was seit der Sicherung gelöscht war: ${count(erased, 'Vorgang', 'Vorgänge')}.`);
  if (!liste)
    say(
      'Wurde seit der Sicherung gelöscht? Dann vor dem Start „zst retention apply-erasures --liste <Datei>“ mit der letzten Löschliste ausführen.',
    );
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
  const liste = readLoeschliste(values.loeschliste);
  return withServer(
    async (url) => {
      // What is replaced knows better than the backup what has been erased.
      const gone = values.ueberschreiben ? await readEraseListAt(url as string) : [];
      const { tables, rows } = await restore(url as string, file, { overwrite: values.ueberschreiben });
      const danach = await settle([...gone, ...liste], values['nachrichten-erneut']);
      if (values.json) printJson({ ok: true, file, tables, rows, ...danach });
      else tell(rows, danach, gone.length + liste.length > 0);
      return 0;
    },
    { create: true },
  );
}

/** Opening brings the tables of an older backup up to date; then what was erased goes again, before anything else. */
async function settle(liste: ErasedOnes[], goesOut: boolean): Promise<Danach> {
  const danach: Danach = { erased: 0, held: null };
  await withBetrieb(async ({ database: { url, dataSource }, processes }) => {
    danach.erased = await reapplyErasures(dataSource, liste);
    if (!goesOut) danach.held = await holdOutgoing(url, dataSource, processes);
    return 0;
  });
  return danach;
}
