import { existsSync } from 'node:fs';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { evaluateDecision, readDmn } from '@zusteuerung/decisions';
import type { Decision, DecisionEvaluation, DmnModel, Json, Variables } from '@zusteuerung/decisions';
import { readText, requirePaths } from './files.js';
import { isObject, parseJson } from './json.js';
import { count, exit, print, printJson } from './output.js';
import { UserProblem } from './problem.js';

interface Case {
  name: string;
  decision?: string;
  input: Variables;
  expect?: Json;
}

/** What can be evaluated: decisions, decision services, knowledge models. */
type Callable = Pick<Decision, 'id' | 'name' | 'requires'>;

interface Outcome extends DecisionEvaluation {
  name: string;
  passed: boolean;
  expected?: Json;
}

/** `zst decide`: evaluates a decision and says why; exit code 1 for a problem or an unmet expectation. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      decision: { type: 'string' },
      input: { type: 'string' },
      cases: { type: 'string' },
      at: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const models = await readModels(positionals);
  const now = values.at ?? new Date().toISOString();
  const cases = values.cases === undefined ? [readInput(values.input)] : readCases(values.cases);
  const everyNamed = cases.every((each) => each.decision !== undefined);
  const decision = everyNamed ? null : chooseDecision(models, values.decision);
  const outcomes = cases.map((each) => evaluate(models, decision, each, now));
  if (values.json)
    printJson({
      ok: outcomes.every(({ passed }) => passed),
      decision: decision?.id ?? null,
      results: outcomes,
    });
  else report(outcomes, values.cases !== undefined);
  return outcomes.every(({ passed }) => passed) ? exit.ok : exit.failed;
}

async function readModels(paths: string[]): Promise<DmnModel[]> {
  const models: DmnModel[] = [];
  for (const { path } of requirePaths(paths)) {
    const { model, findings } = await readDmn(readText(path));
    if (!model) {
      const { code = 'DMN', message } = findings[0] ?? {};
      throw new UserProblem(code, `${path}: ${message?.de}`, `${path}: ${message?.en}`);
    }
    models.push(model);
  }
  return models;
}

/** By id or name; without either the only one nobody else requires. */
function chooseDecision(models: DmnModel[], wanted: string | undefined): Callable {
  const all = models.flatMap(({ decisions }) => decisions);
  const called = models.flatMap(({ services, knowledge }) => [...services, ...knowledge]);
  const other = wanted === undefined ? undefined : called.find((e) => e.id === wanted || e.name === wanted);
  if (other && !all.some(({ id, name }) => id === wanted || name === wanted))
    return { ...other, requires: [] };
  const required = new Set(all.flatMap(({ requires }) => requires));
  const fits = all.filter(({ id, name }) =>
    wanted === undefined ? !required.has(id) : id === wanted || name === wanted,
  );
  if (fits[0] && (fits.length === 1 || wanted !== undefined)) return fits[0];
  const names = all.map(({ id }) => id).join(', ');
  throw new UserProblem(
    'NO_DECISION',
    wanted === undefined
      ? `Bitte mit --decision eine wählen: ${names}.`
      : `Die Entscheidung „${wanted}“ gibt es nicht. Vorhanden: ${names}.`,
    wanted === undefined
      ? `Choose one with --decision: ${names}.`
      : `There is no decision "${wanted}". There are: ${names}.`,
  );
}

function readInput(input: string | undefined): Case {
  if (input === undefined)
    throw new UserProblem('USAGE', 'Es fehlt --input oder --cases.', '--input or --cases is missing.');
  const value = parse(existsSync(input) ? readText(input) : input, '--input');
  if (!isObject(value))
    throw new UserProblem('INPUT', '--input muss ein JSON-Objekt sein.', '--input must be a JSON object.');
  return { name: '', input: value as Variables };
}

/** A list of `{ name, input, expect }`. */
function readCases(path: string): Case[] {
  const value = parse(readText(path), path);
  if (!Array.isArray(value) || !value.every((each) => isObject(each) && isObject(each['input'])))
    throw new UserProblem(
      'CASES',
      `${path} muss eine Liste von { name, input, expect } sein.`,
      `${path} must be a list of { name, input, expect }.`,
    );
  return value.map((each: Case, i) => ({ ...each, name: each.name ?? `Fall ${i + 1}` }));
}

function parse(text: string, where: string): unknown {
  const { value, broken } = parseJson(text);
  if (broken) throw new UserProblem('JSON', `${where}: ${broken.de}`, `${where}: ${broken.en}`);
  return value;
}

/** One case is explained completely; of several thousand the result counts. */
function evaluate(models: DmnModel[], standard: Callable | null, each: Case, now: string): Outcome {
  const { id } = each.decision === undefined && standard ? standard : chooseDecision(models, each.decision);
  const explain = each.name === '' ? 'full' : 'hits';
  const evaluation = evaluateDecision(models, id, each.input, { now, explain });
  const met = each.expect === undefined || isDeepStrictEqual(evaluation.result, each.expect);
  return {
    name: each.name,
    passed: met && evaluation.problems.length === 0,
    ...(each.expect === undefined ? {} : { expected: each.expect }),
    ...evaluation,
  };
}

function report(outcomes: Outcome[], asCases: boolean): void {
  for (const outcome of outcomes) {
    if (asCases) print(`${outcome.passed ? '✓' : '✗'} ${outcome.name}`);
    if (!asCases || !outcome.passed) explain(outcome, asCases ? '    ' : '');
  }
  if (!asCases) return;
  const failed = outcomes.filter(({ passed }) => !passed).length;
  print(
    `\n${count(outcomes.length, 'Fall', 'Fälle')}: ${outcomes.length - failed} bestanden, ${failed} gescheitert`,
  );
}

function explain({ result, expected, explanation, problems, passed }: Outcome, indent: string): void {
  if (expected !== undefined && !passed) print(`${indent}Erwartet: ${JSON.stringify(expected)}`);
  print(`${indent}Ergebnis: ${JSON.stringify(result)}`);
  for (const { message, code } of problems) print(`${indent}✗ ${message.de} [${code}]`);
  for (const { decisionName, hitPolicy, inputs, hits, result: partial } of explanation) {
    print(`${indent}${decisionName} (${hitPolicy}) → ${JSON.stringify(partial)}`);
    for (const { label, value } of inputs) print(`${indent}    ${label} = ${JSON.stringify(value)}`);
    for (const { text } of hits) if (text) print(`${indent}    ${text.de}`);
    for (const { ruleNumber, annotations } of hits)
      print(
        `${indent}    Zeile ${ruleNumber}: ${annotations.map(({ name, text }) => `${name}: ${text}`).join('; ')}`,
      );
  }
}
