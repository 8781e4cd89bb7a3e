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
  const files = scenarioFiles(positionals);
  const models = new ModelFiles();
  const results: TestResult[] = [];
  for (const file of files) {
    const result = await runFile(file, models);
    results.push(result);
    if (!values.json) printResult(result);
  }
  const failed = results.filter(({ passed }) => !passed).length;
  if (values.json) printJson({ ok: failed === 0, passed: results.length - failed, failed, results });
  else printSummary(results);
  return failed === 0 ? exit.ok : exit.failed;
}

function scenarioFiles(paths: string[]): string[] {
  const files = requirePaths(paths).flatMap(({ path, folder }) =>
    folder ? filesBelow(path, (name) => /\.(szenario|scenario)\.json$/.test(name)) : [path],
  );
  if (files.length === 0)
    throw new UserProblem(
      'NO_SCENARIOS',
      'Hier liegen keine Szenarien (*.szenario.json).',
      'There are no scenarios here (*.szenario.json).',
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

function printSummary(results: TestResult[]): void {
  const failures = results.filter(({ passed }) => !passed).length;
  const folders = byFolder(results);
  print();
  if (folders.length > 1) for (const row of table(folders)) print(row);
  const scenarios = count(results.length, 'Szenario', 'Szenarien');
  print(`${scenarios}: ${results.length - failures} bestanden, ${failures} gescheitert`);
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
