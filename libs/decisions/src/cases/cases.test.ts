import { readCases, readDmn, rowCoverage, runCase } from '../index.js';
import type { DecisionCase, DmnModel } from '../index.js';
import { definitionsXml, tableXml } from '../testing.js';

const now = '2026-01-01T00:00:00Z';
let model: DmnModel;

beforeAll(async () => {
  const rows = [
    ['< 1', '"a"', '1'],
    ['>= 1', '"b"', '2'],
  ];
  const table = tableXml({ id: 't', inputs: ['x'], outputs: ['name', 'rank'], rows });
  model = (await readDmn(definitionsXml([table]))).model!;
});

const run = (one: Partial<DecisionCase>) =>
  runCase([model], { name: 'n', decision: 't', input: { x: 1 }, ...one }, now);

test('a case passes by its result, the named entries of a context, and the rows', () => {
  expect(run({ result: { name: 'b' }, rows: { t: [2] } })).toMatchObject({ passed: true, hits: ['t_2'] });
  expect(run({ result: { name: 'b', rank: 2 }, rows: { 't (Name)': ['t_2'] } }).passed).toBe(true);
});

test.each<[Partial<DecisionCase>, string]>([
  [{ result: { name: 'a' } }, 'name: erwartet "a", ist "b"'],
  [{ result: 'b' }, 'Ergebnis: erwartet "b", ist {"name":"b","rank":2}'],
  [{ result: { other: 1 } }, 'other: erwartet 1, ist null'],
  [{ rows: { t: [1] } }, 't (Name): erwartet Zeile 1, getroffen 2'],
  [{ rows: { t: [] } }, 't (Name): erwartet Zeile keine, getroffen 2'],
  [{ rows: { t: ['t_1'] } }, 't (Name): erwartet Zeile t_1, getroffen t_2'],
  [{ decision: 'u', result: null }, 'Die Entscheidung „u“ gibt es nicht.'],
])('a case fails: %j', (one, text) => {
  const { passed, failures } = run(one);
  expect([passed, failures.map(({ de }) => de)]).toEqual([false, [text]]);
});

test('a problem on the way fails a case', () => {
  expect(run({ input: {}, result: null }).failures[0]!.de).toContain('x');
});

test('rows that no case hits', () => {
  expect(rowCoverage(model, [run({ result: { name: 'b' } })])).toEqual({
    ...{ hit: 1, total: 2 },
    missing: [{ decision: 't (Name)', row: 1, ruleId: 't_1' }],
  });
});

test('what is no list of cases says why', () => {
  const problems = (text: string) =>
    readCases(text)
      .problems.map(({ de }) => de)
      .join('\n');
  expect(problems('[')).toMatch(/^Kein gültiges JSON/);
  expect(problems('[]')).toBe('Erwartet wird eine Liste von Fällen.');
  expect(problems('[1]')).toBe('Fall 1: kein Objekt');
  expect(problems('[{"name":"n","decision":"t","input":{},"results":1}]')).toMatch(/„results“ ist unbekannt/);
  expect(problems('[{"name":"n","decision":"t","input":{}}]')).toBe('Fall 1: „result“ und „rows“ fehlen.');
  expect(problems('[{"name":"n","decision":"t","input":{},"at":"x","rows":{"t":1}}]')).toBe(
    'Fall 1: „at“ ist kein Zeitpunkt.\nFall 1: „rows“ nennt keine Zeilen.',
  );
  expect(readCases('[{"name":"n","decision":"t","input":{},"result":null}]').cases).toHaveLength(1);
});
