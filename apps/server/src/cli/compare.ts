import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { compareDecisions, compareTables, differenceText, readDmn } from '@zusteuerung/decisions';
import type { Comparison, DmnModel, TableComparison, Variables } from '@zusteuerung/decisions';
import { filesBelow, readText, requirePaths } from './files.js';
import { isObject, parseJson } from './json.js';
import { count, exit, print, printJson } from './output.js';
import { UserProblem } from './problem.js';

const told = 5;

interface Version {
  model: DmnModel;
  others: DmnModel[];
}

interface Case {
  name: string;
  decision: string;
  input: Variables;
  at?: string;
}

/** `zst compare`: what two versions of a model decide differently; exit code 1 when there is any difference. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      cases: { type: 'string' },
      decision: { type: 'string' },
      at: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [old, fresh, ...rest] = requirePaths(positionals);
  if (!old || !fresh || rest.length > 0 || old.folder || fresh.folder)
    throw new UserProblem('USAGE', 'Zwei Dateien sind nötig.', 'Two files are needed.');
  const [before, after] = [await readVersion(old.path), await readVersion(fresh.path)];
  const now = values.at ?? new Date().toISOString();
  const cases = values.cases === undefined ? null : readCases(values.cases, values.decision);
  const found = cases
    ? byCases(cases, before, after, now)
    : compareTables(before, after, { now })
        .filter(({ decisionId, name }) => !values.decision || [decisionId, name].includes(values.decision))
        .map((table) => ({ ...table, title: `„${table.name}“` }));
  const same = found.every(({ differences, kind }) => differences.length === 0 && kind === 'changed');
  if (values.json) printJson({ ok: same, comparisons: found });
  else report(found, cases !== null);
  return same ? exit.ok : exit.failed;
}

async function readVersion(path: string): Promise<Version> {
  const beside = filesBelow(dirname(path), (name) => name.endsWith('.dmn'));
  const paths = [path, ...beside.filter((each) => dirname(each) === dirname(path))];
  const texts = [...new Set(paths.map(readText))];
  const [own, ...others] = await Promise.all(texts.map((text) => readDmn(text)));
  if (!own?.model) {
    const { code = 'DMN', message } = own?.findings[0] ?? {};
    throw new UserProblem(code, `${path}: ${message?.de}`, `${path}: ${message?.en}`);
  }
  const ids = new Set(own.model.decisions.map(({ id }) => id));
  const needed = others.flatMap(({ model }) => model ?? []);
  return {
    model: own.model,
    others: needed.filter(({ decisions }) => !decisions.some(({ id }) => ids.has(id))),
  };
}

function readCases(path: string, standard: string | undefined): Case[] {
  if (!existsSync(path))
    throw new UserProblem('FILE_NOT_FOUND', `„${path}“ gibt es nicht.`, `"${path}" does not exist.`);
  const { value } = parseJson(readText(path));
  const isCase = (one: unknown): one is Case =>
    isObject(one) && isObject(one['input']) && typeof (one['decision'] ?? standard) === 'string';
  if (!Array.isArray(value) || !value.every(isCase))
    throw new UserProblem(
      'CASES',
      `${path} muss eine Liste von { name, decision, input } sein; statt „decision“ geht --decision.`,
      `${path} must be a list of { name, decision, input }; --decision stands for "decision".`,
    );
  return value.map(({ name, decision, input, at }, i) => ({
    name: name ?? `Fall ${i + 1}`,
    decision: decision ?? standard!,
    input,
    ...(at === undefined ? {} : { at }),
  }));
}

type Found = Comparison & Pick<TableComparison, 'kind' | 'sentences'> & { title: string };

/** Case by case, each with all that its decision requires. */
function byCases(cases: Case[], before: Version, after: Version, now: string): Found[] {
  const [old, fresh] = [before, after].map(({ model, others }) => [model, ...others]) as [
    DmnModel[],
    DmnModel[],
  ];
  return cases.map(({ name, decision, input, at }) => {
    const found = compareDecisions(old, fresh, decision, [input], { now: at ?? now });
    const sentences = found.differences.map((one) => differenceText(one.before, one.after));
    return { ...found, kind: 'changed', sentences, title: name };
  });
}

function report(found: Found[], asCases: boolean): void {
  for (const { title, kind, compared, differences, otherRules, sentences } of found) {
    if (asCases && differences.length === 0) continue;
    const numbers = `${differences.length} von ${count(compared, 'Eingabe', 'Eingaben')} anders entschieden`;
    const other = otherRules > 0 ? `, ${otherRules} gleich, aber nach anderen Zeilen` : '';
    const note = { added: 'neu', removed: 'entfällt', changed: `${numbers}${other}` }[kind];
    print(
      `${differences.length > 0 || kind !== 'changed' ? '≠' : '='} ${title}${asCases ? '' : `: ${note}`}`,
    );
    for (const { de } of sentences.slice(0, told)) print(`    ${de}`);
    if (sentences.length > told) print(`    und ${sentences.length - told} weitere (alle mit --json)`);
  }
  if (!asCases) return;
  const changed = found.filter(({ differences }) => differences.length > 0).length;
  print(`${changed > 0 ? '\n' : ''}${count(found.length, 'Fall', 'Fälle')}: ${changed} anders entschieden`);
}
