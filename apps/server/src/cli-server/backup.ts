import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { backUp } from '@zusteuerung/runtime';
import { count, decimal, printJson } from '../cli/output.js';
import { UserProblem } from '../cli/problem.js';
import { say } from '../start/ausgabe.js';
import { noDatabase, withServer } from './server.js';

/** `zst backup <file>`: everything in the database as it is at one moment, while work goes on. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [file] = positionals;
  if (!file || positionals.length > 1)
    throw new UserProblem('USAGE', 'Bitte eine Datei nennen.', 'exactly one file is needed');
  if (existsSync(file))
    throw new UserProblem(
      'FILE_EXISTS',
      `„${file}“ gibt es schon. Sicherungen werden nie überschrieben.`,
      file,
    );
  return withServer(async (url, config) => {
    if (!url) throw noDatabase(config);
    const { tables, rows } = await backUp(url, file);
    const bytes = statSync(file).size;
    if (values.json) printJson({ ok: true, file, tables, rows, bytes });
    else
      say(
        `Gesichert: ${count(rows, 'Zeile', 'Zeilen')} aus ${tables} Tabellen in ${file} (${decimal(bytes / 1e6)} MB).\n` +
          'Die Datei enthält personenbezogene Daten: Bitte verschlüsselt und außer Haus aufbewahren.',
      );
    return 0;
  });
}
