import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deployPaket } from '../pakete/bereitstellen.js';
import { readKommune } from '../pakete/kommune-schema.js';
import { readPaket } from '../pakete/lesen.js';
import { UserProblem } from '../cli/problem.js';
import { complain, say } from '../start/ausgabe.js';
import { withBetrieb } from './betrieb.js';

/** `zst deploy <dir>`: the folder becomes the municipality's current version. 0 done, 1 refused. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { kommentar: { type: 'string', default: 'Bereitgestellt mit zst deploy' } },
  });
  const [folder] = positionals;
  if (!folder || positionals.length > 1)
    throw new UserProblem('USAGE', 'Bitte einen Ordner nennen.', 'exactly one folder is needed');
  if (!existsSync(join(folder, 'kommune.json')))
    throw new UserProblem(
      'NO_KOMMUNE',
      `In „${folder}“ liegt keine kommune.json.`,
      `no kommune.json in ${folder}`,
    );
  const files = readPaket(folder);
  const { kommune } = readKommune(files.find(({ path }) => path === 'kommune.json')?.content ?? '');
  return withBetrieb(async (betrieb) => {
    const result = await betrieb.forTenant(kommune?.id ?? '', (tx) =>
      deployPaket(tx, betrieb.definitions, { files, comment: values.kommentar, actor: 'system' }),
    );
    const findings = 'findings' in result ? result.findings : [];
    for (const { severity, file, elementId, code, message } of findings)
      complain(`${severity} ${[file, elementId].filter(Boolean).join('#')} ${code}: ${message.de}`);
    if (result.outcome === 'refused' || result.outcome === 'conflict') {
      complain('Nicht bereitgestellt.');
      return 1;
    }
    say(
      result.outcome === 'unchanged'
        ? `Unverändert: ${kommune?.name}, Version ${result.version}`
        : `Bereitgestellt: ${kommune?.name}, Version ${result.version}`,
    );
    return 0;
  });
}
