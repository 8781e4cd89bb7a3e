import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deployPaket } from '../pakete/bereitstellen.js';
import { readKommune } from '../pakete/kommune-schema.js';
import { readPaket } from '../pakete/lesen.js';
import { complain, say } from '../start/ausgabe.js';
import { withBetrieb } from './betrieb.js';

export const deployUsage = 'zst deploy <Ordner> [--kommentar <Text>]   Modelle einer Kommune bereitstellen';

/** `zst deploy <dir>`: the folder becomes the municipality's current version. 0 done, 1 refused, 2 wrong usage. */
export async function deploy(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { kommentar: { type: 'string', default: 'Bereitgestellt mit zst deploy' } },
  });
  const [folder] = positionals;
  if (!folder || positionals.length > 1 || !existsSync(join(folder, 'kommune.json'))) {
    complain(`${deployUsage}\nDer Ordner muss eine kommune.json enthalten.`);
    return 2;
  }
  const files = readPaket(folder);
  const { kommune } = readKommune(files.find(({ path }) => path === 'kommune.json')?.content ?? '');
  return withBetrieb(async (betrieb) => {
    const result = await betrieb.inTenant(kommune?.id ?? '', (tx) =>
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
