import type { Scenario } from '@zusteuerung/engine';
import { isObject, parseJson } from './json.js';
import type { Message } from './json.js';

export interface ScenarioProblem extends Message {
  code: string;
}

const expectations = [
  ...['state', 'path', 'visited', 'notVisited', 'waitingAt', 'variables', 'incident'],
  ...['begun', 'taken', 'tokens'],
];
const actions = [
  ...['complete', 'advance', 'message', 'signal', 'error', 'escalation', 'expect', 'variables'],
  'fire',
];

/** A scenario as far as it can be told without its models; an expectation nobody knows must not pass unseen. */
export function readScenario(text: string): { scenario: Scenario | null; problems: ScenarioProblem[] } {
  const { value, broken } = parseJson(text);
  if (broken) return { scenario: null, problems: [{ code: 'SCENARIO_JSON', ...broken }] };
  const problems = isObject(value)
    ? checkShape(value)
    : [shape('Ein Szenario ist ein JSON-Objekt.', 'A scenario is a JSON object.')];
  return { scenario: problems.length === 0 ? (value as unknown as Scenario) : null, problems };
}

function shape(de: string, en: string): ScenarioProblem {
  return { code: 'SCENARIO_SHAPE', de, en };
}

function checkShape(value: Record<string, unknown>): ScenarioProblem[] {
  const { name, models, start, steps = [], expect } = value;
  const problems: ScenarioProblem[] = [];
  if (typeof name !== 'string') problems.push(shape('„name“ fehlt.', '"name" is missing.'));
  if (!Array.isArray(models) || models.length === 0 || !models.every((model) => typeof model === 'string'))
    problems.push(shape('„models“ muss Dateinamen nennen.', '"models" must list file names.'));
  if (!isObject(start) && !Array.isArray(start))
    problems.push(shape('„start“ fehlt.', '"start" is missing.'));
  if (!Array.isArray(steps)) return [...problems, shape('„steps“ ist keine Liste.', '"steps" is no list.')];
  return [...problems, ...checkExpectation(expect, ''), ...steps.flatMap(checkStep)];
}

function checkStep(step: unknown, index: number): ScenarioProblem[] {
  const where = `Schritt ${index + 1}: `;
  const keys = isObject(step) ? Object.keys(step) : [];
  if (!isObject(step) || !actions.some((action) => keys.includes(action)))
    return [
      shape(
        `${where}Bekannt sind ${actions.join(', ')}.`,
        `Step ${index + 1}: known are ${actions.join(', ')}.`,
      ),
    ];
  return checkExpectation(step['expect'], where);
}

function checkExpectation(expect: unknown, where: string): ScenarioProblem[] {
  if (expect === undefined) return [];
  if (!isObject(expect))
    return [shape(`${where}„expect“ ist kein Objekt.`, `${where}"expect" is no object.`)];
  return Object.keys(expect)
    .filter((key) => !expectations.includes(key))
    .map((key) =>
      shape(
        `${where}Die Erwartung „${key}“ ist unbekannt; bekannt sind ${expectations.join(', ')}.`,
        `${where}unknown expectation "${key}"; known are ${expectations.join(', ')}.`,
      ),
    );
}
