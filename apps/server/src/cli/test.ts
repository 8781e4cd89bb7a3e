import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { runScenario } from '@zusteuerung/engine';
import type { ScenarioResult } from '@zusteuerung/engine';
import { filesBelow, readText, requirePaths, shown } from './files.js';
import { count, exit, print, printJson } from './output.js';
import { UserProblem } from './problem.js';
import { readScenario } from './scenario-file.js';
import type { ScenarioProblem } from './scenario-file.js';
import { ModelFiles } from './scenario-models.js';
import { isCaseFile, printCases, runCases } from './test-cases.js';
import type { CasesResult } from './test-cases.js';

interface TestResult extends ScenarioResult {
  file: string;
  /** why the scenario could not be run at all */
  code?: string;
}

/** `zst test`: runs scenarios; exit code 1 when one of them fails. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const files = testFiles(positionals);
  const models = new ModelFiles();
  const results: TestResult[] = [];
  const tables: CasesResult[] = [];
  for (const file of files.filter(isCaseFile)) {
    const result = await runCases(file);
    tables.push(result);
    if (!values.json) printCases(result);
  }
  for (const file of files.filter((name) => !isCaseFile(name))) {
    const result = await runFile(file, models);
    results.push(result);
    if (!values.json) printResult(result);
  }
  const failed = [...results, ...tables].filter(({ passed }) => !passed).length;
  if (values.json)
    printJson({
      ok: failed === 0,
      passed: files.length - failed,
      failed,
      results,
      ...(tables.length > 0 ? { tables } : {}),
    });
  else printSummary(results, tables);
  return failed === 0 ? exit.ok : exit.failed;
}

function testFiles(paths: string[]): string[] {
  const files = requirePaths(paths).flatMap(({ path, folder }) =>
    folder ? filesBelow(path, (name) => /\.(szenario|scenario|faelle)\.json$/.test(name)) : [path],
  );
  if (files.length === 0)
    throw new UserProblem(
      'NO_SCENARIOS',
      'Hier liegen keine Szenarien (*.szenario.json) und keine Fälle zu Tabellen (*.faelle.json).',
      'There are no scenarios (*.szenario.json) and no cases of tables (*.faelle.json) here.',
    );
  return [...new Set(files)];
}

async function runFile(file: string, modelFiles: ModelFiles): Promise<TestResult> {
  const { scenario, problems } = readScenario(readText(file));
  if (!scenario) return failed(file, shown(file), problems);
  const { models, decisions, problems: broken } = await modelFiles.load(dirname(file), scenario.models);
  if (broken.length > 0) return failed(file, scenario.name, broken);
  return { file: shown(file), ...runScenario(scenario, { models, decisions }) };
}

function failed(file: string, name: string, problems: ScenarioProblem[]): TestResult {
  return {
    file: shown(file),
    name,
    passed: false,
    ...(problems[0] ? { code: problems[0].code } : {}),
    failures: problems.map(({ de, en }) => ({ de, en })),
    trace: [],
  };
}

function printResult({ file, name, passed, failures, code }: TestResult): void {
  print(`${passed ? '✓' : '✗'} ${file}${name === file ? '' : ` – ${name}`}`);
  for (const { de } of failures) print(`    ${de}${code ? ` [${code}]` : ''}`);
}

function printSummary(results: TestResult[], tables: CasesResult[]): void {
  const failures = results.filter(({ passed }) => !passed).length;
  const folders = byFolder(results);
  print();
  if (folders.length > 1) for (const row of table(folders)) print(row);
  const scenarios = count(results.length, 'Szenario', 'Szenarien');
  if (results.length > 0)
    print(`${scenarios}: ${results.length - failures} bestanden, ${failures} gescheitert`);
  if (tables.length > 0) print(tableSummary(tables));
}

function tableSummary(tables: CasesResult[]): string {
  const cases = tables.flatMap((table) => table.cases);
  const passed = cases.filter((one) => one.passed).length;
  const broken = tables.filter(({ rows }) => !rows).length;
  const sum = (key: 'hit' | 'total') => tables.reduce((total, { rows }) => total + (rows?.[key] ?? 0), 0);
  return [
    `${count(cases.length, 'Fall', 'Fälle')} zu Tabellen: ${passed} bestanden, ${cases.length - passed} gescheitert`,
    ...(broken > 0 ? [`${count(broken, 'Datei', 'Dateien')} unbrauchbar`] : []),
    `Zeilen getroffen ${sum('hit')} von ${sum('total')}`,
  ].join('; ');
}

interface Folder {
  name: string;
  total: number;
  failures: number;
}

function byFolder(results: TestResult[]): Folder[] {
  const folders = new Map<string, Folder>();
  for (const { file, passed } of results) {
    const name = dirname(file);
    const folder = folders.get(name) ?? { name, total: 0, failures: 0 };
    folders.set(name, folder);
    folder.total += 1;
    if (!passed) folder.failures += 1;
  }
  return [...folders.values()];
}

/** One row for each folder: how many scenarios lie in it, and how many of them fail. */
function table(folders: Folder[]): string[] {
  const width = Math.max(...folders.map(({ name }) => name.length));
  const digits = Math.max(...folders.map(({ total }) => String(total).length));
  const rows = folders.map(({ name, total, failures }) => {
    const note = failures === 0 ? '' : `  ${failures} gescheitert`;
    return `${name.padEnd(width)}  ${String(total).padStart(digits)}${note}`;
  });
  return [...rows, ''];
}
