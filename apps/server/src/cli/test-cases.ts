import { basename, dirname, join } from 'node:path';
import { readCases, readDmn, rowCoverage, runCase } from '@zusteuerung/decisions';
import type { CaseResult, DmnModel, RowCoverage, Text } from '@zusteuerung/decisions';
import { filesBelow, readText, shown } from './files.js';
import { count, print } from './output.js';

export const isCaseFile = (name: string) => name.endsWith('.faelle.json');

/** The cases of one file, run against the tables beside it. */
export interface CasesResult {
  file: string;
  name: string;
  passed: boolean;
  /** why the cases could not be run at all, else what each failed case says */
  failures: Text[];
  cases: Omit<CaseResult, 'hits'>[];
  rows: RowCoverage | null;
}

/** Runs `<name>.faelle.json` against `<name>.dmn` and the other tables of the folder. */
export async function runCases(file: string): Promise<CasesResult> {
  const name = basename(file);
  const { cases, problems } = readCases(readText(file));
  const { own, models, broken } = await modelsBeside(file);
  const unusable = [...problems, ...broken];
  if (!own || unusable.length > 0)
    return { file: shown(file), name, passed: false, failures: unusable, cases: [], rows: null };
  const now = new Date().toISOString();
  const results = cases.map((one) => runCase(models, one, now));
  const failures = results.flatMap((result) =>
    result.failures.map(({ de, en }) => ({ de: `${result.name}: ${de}`, en: `${result.name}: ${en}` })),
  );
  return {
    ...{ file: shown(file), name, passed: failures.length === 0, failures },
    cases: results.map(({ hits: _, ...result }) => result),
    rows: rowCoverage(own, results),
  };
}

async function modelsBeside(
  file: string,
): Promise<{ own: DmnModel | null; models: DmnModel[]; broken: Text[] }> {
  const path = file.replace(/\.faelle\.json$/, '.dmn');
  const all = filesBelow(dirname(file), (name) => name.endsWith('.dmn')).filter(
    (each) => dirname(each) === dirname(path),
  );
  const read = await Promise.all(all.map(async (each) => ({ each, ...(await readDmn(readText(each))) })));
  const own = read.find(({ each }) => join(each) === join(path));
  const name = basename(path);
  const missing = { de: `Die Tabelle „${name}“ gibt es nicht.`, en: `There is no table "${name}".` };
  const unread = own?.findings.filter(({ severity }) => severity === 'error') ?? [];
  return {
    own: own?.model ?? null,
    models: own?.model
      ? [own.model, ...read.flatMap(({ model }) => (model && model !== own.model ? model : []))]
      : [],
    broken: own ? unread.map(({ message }) => message) : [missing],
  };
}

export function printCases({ file, passed, failures, cases, rows }: CasesResult): void {
  const hit = rows ? `, Zeilen getroffen ${rows.hit} von ${rows.total}` : '';
  print(`${passed ? '✓' : '✗'} ${file} – ${count(cases.length, 'Fall', 'Fälle')}${hit}`);
  for (const { de } of failures) print(`    ${de}`);
  for (const { decision, row, ruleId } of rows?.missing ?? [])
    print(`    · Kein Fall trifft „${decision}“, Zeile ${row} (${ruleId}).`);
}
