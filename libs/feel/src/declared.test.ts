import { compileExpression, compileUnaryTests } from './index.js';
import type { FeelType } from './index.js';

const options = { now: '2026-03-02T09:00:00+01:00' };
const person: FeelType = { context: { name: 'string', alter: 'number', geboren: 'date' } };
const inputs: { [name: string]: FeelType } = {
  n: 'number',
  s: 'string',
  b: 'boolean',
  d: 'date',
  dauer: 'days and time duration',
  p: person,
  ps: { list: person },
  xs: { list: 'number' },
  offen: 'any',
  'Alter in Jahren': 'number',
  'a-b': 'number',
  'Größe der Wohnung': 'number',
  akte: { context: { 'Datum/Zeit': 'date and time' } },
};

const codes = (source: string) => compileExpression(source, { inputs }).findings.map(({ code }) => code);

test.each([
  'n + 1 > 2',
  's + "x" = "yx"',
  'p.alter + sum(xs) - count(ps)',
  'ps[alter > 18].name',
  'ps[item.alter > n and name = s][1].geboren + dauer',
  'for x in xs, q in ps return x + q.alter',
  'some q in ps satisfies q.name = s',
  'if b then n else null',
  '{k: n, l: k + 1}.l',
  'function(x) x + n',
  'offen.irgendwas[1] + offen',
  'd.year - 1 + now().hour',
  'd - d < dauer',
  'xs[1] + xs[-1] + xs[n]',
  'is defined(nirgends)',
  'get or else(p.nichts, 3)',
  'n in [1..5] and s in ("a", "b") and d in (> @"2026-01-01")',
  'n between 1 and max(xs)',
  'sort(ps, function(x, y) x.alter < y.alter).name',
  'Alter in Jahren + a-b + Größe der Wohnung',
  'akte.Datum/Zeit > now()',
  'date(s) < today()',
  '[n, s][1]',
  's = null',
  'dauer * 2 / 3',
])('%s is as declared', (source) => {
  expect(codes(source)).toEqual([]);
});

test.each([
  ['m + 1', ['FEEL_NO_VARIABLE']],
  ['p.nme', ['FEEL_NO_ENTRY']],
  ['ps.nme', ['FEEL_NO_ENTRY']],
  ['ps[altr > 18]', ['FEEL_NO_VARIABLE']],
  ['ps[item.altr > 18]', ['FEEL_NO_ENTRY']],
  ['zähle(xs)', ['FEEL_NO_FUNCTION']],
  ['n + s', ['FEEL_TYPE']],
  ['n - b', ['FEEL_TYPE']],
  ['d + n', ['FEEL_TYPE']],
  ['n < s', ['FEEL_NOT_COMPARABLE']],
  ['n = "1"', ['FEEL_NOT_COMPARABLE']],
  ['d > "2026-01-01"', ['FEEL_NOT_COMPARABLE']],
  ['if n then 1 else 2', ['FEEL_TYPE']],
  ['n and b', ['FEEL_TYPE']],
  ['some x in xs satisfies x', ['FEEL_TYPE']],
  ['string length(n)', ['FEEL_ARGUMENTS']],
  ['substring(s)', ['FEEL_ARGUMENTS']],
  ['n in ("a", "b")', ['FEEL_NOT_COMPARABLE', 'FEEL_NOT_COMPARABLE']],
  ['n between "a" and 2', ['FEEL_NOT_COMPARABLE']],
  ['for q in ps return q.x', ['FEEL_NO_ENTRY']],
  ['{a: 1, a: 2}', ['FEEL_DUPLICATE_ENTRY']],
  ['n(1)', ['FEEL_TYPE']],
  ['d.hour', ['FEEL_NO_ENTRY']],
  ['-s', ['FEEL_TYPE']],
  ['[1.."a"]', ['FEEL_NOT_COMPARABLE']],
])('%s has %j', (source, expected) => {
  expect(codes(source)).toEqual(expected);
});

test('names that do not exist are errors, types that do not fit warnings', () => {
  const { expression, findings } = compileExpression('[m, n + s]', { inputs });
  expect(findings).toMatchObject([
    { code: 'FEEL_NO_VARIABLE', severity: 'error' },
    { code: 'FEEL_TYPE', severity: 'warning' },
  ]);
  expect(findings[0]!.message.de).toContain('„m“');
  expect(expression).not.toBeNull();
});

test.each<[source: string, tested: FeelType, expected: string[]]>([
  ['> 5', 'number', []],
  ['"a", "b"', 'string', []],
  ['"a", 1', 'string', ['FEEL_NOT_COMPARABLE']],
  ['[1..n]', 'number', []],
  ['[1..n]', 'string', ['FEEL_NOT_COMPARABLE']],
  ['< d', 'date', []],
  ['< n', 'date', ['FEEL_NOT_COMPARABLE']],
  ['true', 'boolean', []],
  ['true', 'number', ['FEEL_NOT_COMPARABLE']],
  ['not(1, 2)', 'number', []],
  ['? > 5', 'number', []],
  ['? > "a"', 'number', ['FEEL_NOT_COMPARABLE']],
  ['xs', 'number', []],
  ['list contains(?, "a")', { list: 'string' }, []],
  ['-', 'number', []],
  ['null', 'number', []],
  ['m', 'number', ['FEEL_NO_VARIABLE']],
])('cell %s of a %j has %j', (source, tested, expected) => {
  expect(compileUnaryTests(source, { inputs, tested }).findings.map(({ code }) => code)).toEqual(expected);
});

test('declared names are read as names', () => {
  const { expression } = compileExpression('Alter in Jahren - a-b', { inputs });
  expect(expression!.names).toEqual(['Alter in Jahren', 'a-b']);
  expect(expression!.evaluate({ 'Alter in Jahren': 40, 'a-b': 5 }, options).value).toBe(35);
  const { expression: inner } = compileExpression('akte.Datum/Zeit', { inputs });
  expect(inner!.evaluate({ akte: { 'Datum/Zeit': 'jetzt' } }, options)).toEqual({
    value: 'jetzt',
    problems: [],
  });
  const { expression: undeclared } = compileExpression('Alter in Jahren + 1');
  expect(undeclared!.evaluate({ 'Alter in Jahren': 40 }, options)).toEqual({ value: 41, problems: [] });
});

test('types of a model are what they stand for', () => {
  const types = {
    Person: 'context<name: string, kinder: list<Person>>',
    Bewertung: 'function<Person>->Stufe',
    Stufe: 'number',
    kaputt: 'list<',
  };
  const holds = (source: string) =>
    compileExpression(source, { types }).expression!.evaluate({}, options).value;
  expect(holds('{name: "A", kinder: []} instance of Person')).toBe(true);
  expect(holds('{name: 5, kinder: []} instance of Person')).toBe(false);
  expect(holds('[{name: "A"}] instance of list<Person>')).toBe(false);
  expect(holds('(function(p: Person) 3) instance of Bewertung')).toBe(true);
  expect(holds('(function(p: Person) "hoch") instance of Bewertung')).toBe(false);
  expect(holds('{f: function(s: Stufe) s + 1, r: f("3")}.r')).toBeNull();
  expect(holds('[1] instance of kaputt')).toBe(true);
});

test('an unknown name comes with the one that may have been meant', () => {
  const fixes = (source: string) =>
    compileExpression(source, { inputs }).findings.map(({ fix }) => fix?.de ?? null);
  expect(fixes('daure * 2')).toEqual(['Meinten Sie „dauer“?']);
  expect(fixes('ps[altr > 18]')).toEqual(['Meinten Sie „alter“?']);
  expect(fixes('vollkommen')).toEqual([null]);
});
