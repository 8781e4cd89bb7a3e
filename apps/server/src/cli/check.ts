import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Finding } from '@zusteuerung/feel';
import { checkFiles } from './check-files.js';
import { checkPackage } from './check-package.js';
import { reportCounterExamples, writeCounterExamples } from './counter-examples.js';
import type { Compiled } from './counter-examples.js';
import { filesBelow, requirePaths } from './files.js';
import { count, exit, print, printJson } from './output.js';
import { UserProblem } from './problem.js';

const isModel = (name: string) => /\.(bpmn|dmn|form)$/.test(name);

export interface Checked {
  files: string[];
  findings: (Finding & { file: string })[];
  /** what was compiled together, and from which BPMN files */
  compiled: Compiled[];
}

/** `zst check`: findings in models, tables and forms; exit code 1 when one is an error. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, counterexamples: { type: 'string' } },
  });
  const { packages, loose } = sort(positionals);
  const parts = [...packages.map((folder) => checkPackage(folder)), checkFiles(loose)];
  const checked = (await Promise.all(parts)).reduce(join2, { files: [], findings: [], compiled: [] });
  const examples = writeCounterExamples(checked.compiled, values.counterexamples);
  const errors = checked.findings.filter(({ severity }) => severity === 'error').length;
  if (values.json) printJson({ ok: errors === 0, files: checked.files, findings: checked.findings });
  else {
    report(checked, errors);
    reportCounterExamples(checked.findings, examples, positionals);
  }
  return errors === 0 ? exit.ok : exit.failed;
}

function join2(a: Checked, b: Checked): Checked {
  return {
    files: [...a.files, ...b.files],
    findings: [...a.findings, ...b.findings],
    compiled: [...a.compiled, ...b.compiled],
  };
}

/** Folders of municipalities are checked as a whole, as at deployment; all other files one by one. */
function sort(paths: string[]): { packages: string[]; loose: string[] } {
  const packages = new Set<string>();
  const loose = new Set<string>();
  for (const { path, folder } of requirePaths(paths)) {
    const found = folder ? filesBelow(path, (name) => isModel(name) || name === 'kommune.json') : [path];
    const roots = folder ? found.filter((file) => file.endsWith('kommune.json')).map(dirname) : [];
    for (const root of roots) packages.add(root);
    for (const file of found)
      if (
        !file.endsWith('kommune.json') &&
        !roots.some((root) => resolve(file).startsWith(join(resolve(root), '/')))
      )
        loose.add(file);
  }
  if (packages.size + loose.size === 0)
    throw new UserProblem(
      'NO_MODELS',
      'Hier liegen keine Modelle (*.bpmn, *.dmn, *.form).',
      'There are no models here (*.bpmn, *.dmn, *.form).',
    );
  return { packages: [...packages].filter((folder) => existsSync(folder)), loose: [...loose] };
}

const signs = { error: '✗', warning: '!', info: '·' };

function report({ files, findings }: Checked, errors: number): void {
  for (const file of new Set([...files, ...findings.map((found) => found.file)])) {
    const here = findings.filter((found) => found.file === file);
    print(`${here.some(({ severity }) => severity === 'error') ? '✗' : '✓'} ${file}`);
    for (const { severity, code, elementId, message, fix } of here) {
      print(`    ${signs[severity]} ${elementId ? `${elementId}: ` : ''}${message.de} [${code}]`);
      if (fix) print(`      → ${fix.de}`);
    }
  }
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  print(
    `\n${count(files.length, 'Datei', 'Dateien')}: ${errors} Fehler, ${count(warnings, 'Warnung', 'Warnungen')}`,
  );
}
