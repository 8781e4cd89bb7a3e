import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { checkSoundness } from '@zusteuerung/engine';
import type { Definition } from '@zusteuerung/engine';
import type { Finding } from '@zusteuerung/feel';
import { shown } from './files.js';
import { print } from './output.js';

export interface Compiled {
  definition: Definition;
  files: string[];
}

/** Writes the way to each defect of what was compiled as a scenario into a folder; says which files. */
export function writeCounterExamples(compiled: Compiled[], folder: string | undefined): string[] {
  if (folder === undefined) return [];
  const written = new Set<string>();
  for (const { definition, files } of compiled)
    for (const { code, elementId, message, counterExample } of checkSoundness(definition).findings) {
      if (!counterExample) continue;
      const models = files.map((file) => relative(folder, file).split(sep).join('/'));
      const path = join(folder, `${fileName(code, elementId ?? '')}.szenario.json`);
      mkdirSync(folder, { recursive: true });
      const scenario = { ...counterExample, name: message.de, models };
      writeFileSync(path, `${JSON.stringify(scenario, null, 2)}\n`);
      written.add(path);
    }
  return [...written];
}

/** An id comes from the model and may hold anything. */
function fileName(code: string, elementId: string): string {
  return `${code.toLowerCase()}-${elementId.replace(/[^\p{L}\p{N}_-]/gu, '_')}`;
}

/** Defects that something leads to; of the others there is nothing to show. */
const shownByRunning = new Set([
  ...['DEADLOCK', 'IMPROPER_COMPLETION', 'LOST_SYNCHRONISATION'],
  ...['ENDLESS_CYCLE', 'NEVER_COMPLETES', 'UNCAUGHT_ERROR'],
]);

/** Says how to see the way to each defect, or where it was written. */
export function reportCounterExamples(findings: Finding[], written: string[], checked: string[]): void {
  if (written.length > 0) {
    print('\nDer Weg zu jedem Mangel im Ablauf, zum Ausführen:');
    for (const path of written) print(`    zst test ${shown(path)}`);
  } else if (findings.some(({ code }) => shownByRunning.has(code)))
    print(
      `\nDen Weg zu jedem Mangel im Ablauf schreibt: zst check ${checked.join(' ')} --counterexamples <Ordner>`,
    );
}
