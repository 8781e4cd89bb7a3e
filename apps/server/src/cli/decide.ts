import { existsSync } from 'node:fs';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { evaluateDecision } from '@zusteuerung/decisions';
import type { DecideOptions, DecisionEvaluation, DmnModel, Json, Variables } from '@zusteuerung/decisions';
import { chooseCallable, findCallable, readModels, unknownDecision } from './decision-models.js';
import type { Callable } from './decision-models.js';
import { readText } from './files.js';
import { isObject, parseJson } from './json.js';
import { count, exit, print, printJson } from './output.js';
import { UserProblem } from './problem.js';

interface Case {
  name: string;
  decision?: string;
  input: Variables;
  expect?: Json;
}

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
  const { own, all: models } = await readModels(positionals);
  const now = values.at ?? new Date().toISOString();
  const cases = values.cases === undefined ? [readInput(values.input)] : readCases(values.cases);
  const everyNamed = cases.every((each) => each.decision !== undefined);
  const decision = everyNamed
    ? null
    : chooseCallable(values.decision === undefined ? own : models, values.decision);
  const explain = values.cases === undefined ? 'full' : values.json ? 'none' : 'hits';
  const outcomes = cases.map((each) => evaluate(models, decision, each, { now, explain }));
  if (values.json) printJson(values.cases === undefined ? single(outcomes, decision) : outcomes.map(brief));
  else report(outcomes, values.cases !== undefined);
  return outcomes.every(({ passed }) => passed) ? exit.ok : exit.failed;
}

/** One input: everything there is to know about it. */
const single = (outcomes: Outcome[], decision: Callable | null) => ({
  ok: outcomes.every(({ passed }) => passed),
  decision: decision?.id ?? null,
  results: outcomes,
});

/** Of many cases the results count, not the reasons. */
function brief({ name, result, problems, passed, expected }: Outcome): object {
  return { name, result, problems, ...(expected === undefined ? {} : { expected, passed }) };
}

function readInput(input: string | undefined): Case {
  if (input === undefined)
    throw new UserProblem('USAGE', 'Es fehlt --input oder --cases.', '--input or --cases is missing.');
  const value = parse(existsSync(input) ? readText(input) : input, '--input');
  if (!isObject(value))
    throw new UserProblem('INPUT', '--input muss ein JSON-Objekt sein.', '--input must be a JSON object.');
  return { name: '', input: value as Variables };
}

/** A list of `{ name, decision, input, expect }`; all but the input may be left out. */
function readCases(path: string): Case[] {
  const value = parse(readText(path), path);
  if (!Array.isArray(value) || !value.every((each) => isObject(each) && isObject(each['input'])))
    throw new UserProblem(
      'CASES',
      `${path} muss eine Liste von { name, decision, input, expect } sein.`,
      `${path} must be a list of { name, decision, input, expect }.`,
    );
  return value.map((each: Case, i) => ({ ...each, name: each.name ?? `Fall ${i + 1}` }));
}

function parse(text: string, where: string): unknown {
  const { value, broken } = parseJson(text);
  if (broken) throw new UserProblem('JSON', `${where}: ${broken.de}`, `${where}: ${broken.en}`);
  return value;
}

function evaluate(
  models: DmnModel[],
  standard: Callable | null,
  each: Case,
  options: DecideOptions,
): Outcome {
  const callable = each.decision === undefined ? standard : findCallable(models, each.decision);
  const evaluation = callable
    ? evaluateDecision(models, callable.id, each.input, options)
    : withoutDecision(models, each.decision ?? '');
  const met = each.expect === undefined || isDeepStrictEqual(evaluation.result, each.expect);
  return {
    name: each.name,
    passed: met && evaluation.problems.length === 0,
    ...(each.expect === undefined ? {} : { expected: each.expect }),
    ...evaluation,
  };
}

/** One wrong name among thousands of cases spoils only its own. */
function withoutDecision(models: DmnModel[], wanted: string): DecisionEvaluation {
  const { code, de, en } = unknownDecision(models, wanted);
  return { result: null, explanation: [], problems: [{ code, message: { de, en } }] };
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
