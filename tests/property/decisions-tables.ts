import fc from 'fast-check';
import type { DecisionTable, DmnModel, Json } from '@zusteuerung/decisions';
import { compileExpression, compileUnaryTests } from '@zusteuerung/feel';

const kinds = [
  'number',
  'string',
  'boolean',
  'date',
  'date and time',
  'days and time duration',
  'years and months duration',
] as const;

export interface Column {
  kind: (typeof kinds)[number];
  allowed: string | null;
  cells: string[];
}

export interface Drawn {
  hitPolicy: DecisionTable['hitPolicy'];
  columns: Column[];
  results: string[];
}

const constants = {
  number: ['0', '1', '2', '2.5'],
  string: ['"a"', '"b"', '"c"'],
  boolean: ['true', 'false'],
  date: ['date("2026-01-01")', '@"2026-01-02"', 'date( "2026-01-04" )'],
  'date and time': [
    'date and time("2026-01-01T10:00:00Z")',
    '@"2026-01-01T12:00:00+01:00"',
    'date and time("2026-01-01T11:00:01Z")',
  ],
  'days and time duration': ['duration("PT1H")', '@"P1D"', 'duration("P1DT1S")'],
  'years and months duration': ['duration("P6M")', '@"P1Y"', 'duration("P13M")'],
};

/** Values on and between all constants above. */
const values: Record<Column['kind'], Json[]> = {
  number: [-1, 0, 0.5, 1, 1.5, 2, 2.25, 2.5, 3],
  string: ['', 'a', 'aa', 'b', 'bb', 'c', 'cc'],
  boolean: [true, false],
  date: ['2025-12-31', '2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05'],
  'date and time': ['09:59:59', '10:00:00', '10:30:00', '11:00:00', '11:00:00.5', '11:00:01', '12:00:00'].map(
    (time) => `2026-01-01T${time}Z`,
  ),
  'days and time duration': ['-PT1S', 'PT0S', 'PT1H', 'PT12H', 'P1D', 'P1DT0.5S', 'P1DT1S', 'P2D'],
  'years and months duration': ['-P1M', 'P0M', 'P6M', 'P7M', 'P1Y', 'P1Y1M', 'P2Y'],
};

function positive(kind: Column['kind']): fc.Arbitrary<string> {
  const constant = fc.constantFrom(...constants[kind]);
  const equal = fc.oneof(
    constant,
    fc.constant('null'),
    constant.map((one) => `= ${one}`),
    constant.map((one) => `!= ${one}`),
  );
  if (kind === 'boolean') return equal;
  const sign = fc.constantFrom('<', '<=', '>', '>=');
  const compare = fc.tuple(sign, constant).map(([one, other]) => `${one} ${other}`);
  const interval = fc
    .tuple(fc.constantFrom('[', '(', ']'), constant, constant, fc.constantFrom(']', ')', '['))
    .map(([open, low, high, close]) => `${open}${low}..${high}${close}`);
  return fc.oneof({ arbitrary: equal, weight: 3 }, { arbitrary: compare, weight: 3 }, interval);
}

function cell(kind: Column['kind']): fc.Arbitrary<string> {
  const list = fc.array(positive(kind), { minLength: 1, maxLength: 3 }).map((tests) => tests.join(', '));
  return fc.oneof(
    { arbitrary: fc.constant('-'), weight: 2 },
    { arbitrary: list, weight: 4 },
    list.map((tests) => `not(${tests})`),
  );
}

const limits = {
  number: [null, null, '[0..2]', '>= 0', '0, 1, 2'],
  string: [null, null, '"a","b"'],
  boolean: [null, 'true'],
  date: [null, '>= date("2026-01-02")'],
  'date and time': [null, 'not(@"2026-01-01T10:00:00Z")'],
  'days and time duration': [null, '[duration("PT1H")..duration("P1D")]'],
  'years and months duration': [null, '< duration("P1Y")'],
};

function column(rows: number): fc.Arbitrary<Column> {
  return fc.constantFrom(...kinds).chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      allowed: fc.constantFrom(...limits[kind]),
      cells: fc.array(cell(kind), { minLength: rows, maxLength: rows }),
    }),
  );
}

const policies = [
  ...(['UNIQUE', 'FIRST', 'ANY', 'PRIORITY', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'] as const),
];

/** The order of results under PRIORITY and OUTPUT ORDER. */
export const ranks = ['1', '0'];

export const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 1, max: 7 }).chain((rows) =>
  fc.record({
    hitPolicy: fc.constantFrom(...policies),
    columns: fc.array(column(rows), { minLength: 1, maxLength: 3 }),
    results: fc.array(fc.constantFrom('0', '1', '1.0'), { minLength: rows, maxLength: rows }),
  }),
);

export function tableOf({ hitPolicy, columns, results }: Drawn): DecisionTable {
  const test = (source: string) => (source === '-' ? null : compileUnaryTests(source).test!);
  const inputs = columns.map(({ kind, allowed }, i) => ({
    id: `i${i}`,
    label: `x${i}`,
    source: `x${i}`,
    expression: compileExpression(`x${i}`).expression,
    type: kind,
    allowedValues: allowed === null ? null : test(allowed),
    allowedText: allowed,
  }));
  const rules = results.map((result, row) => ({
    id: `r${row}`,
    number: row + 1,
    inputs: columns.map(({ cells }, i) => ({
      id: `r${row}_${i}`,
      source: cells[row]!,
      test: test(cells[row]!),
    })),
    outputs: [{ id: `r${row}_o`, source: result, expression: compileExpression(result).expression }],
    annotations: [],
  }));
  const allowed = ranks.join(', ');
  const output = {
    ...{ id: 'o', fallback: null, name: null, label: '', type: null },
    ...{ allowedText: allowed, allowedValues: test(allowed) },
    ranking: compileExpression(`[${allowed}]`).expression,
  };
  const table = {
    kind: 'table',
    id: 't',
    type: null,
    hitPolicy,
    aggregation: null,
    inputs,
    outputs: [output],
    rules,
  };
  return table as unknown as DecisionTable;
}

const options = { now: '2026-01-01T00:00:00Z' };

const known = new Map<string, unknown>();

/** A date, moment or duration within FEEL; everything else as it is. */
function inside(type: string | null, value: Json): Json {
  if (!type || value === null || /^(?:number|string|boolean)$/.test(type)) return value;
  const source = `${type.endsWith('duration') ? 'duration' : type}("${value as string}")`;
  if (!known.has(source))
    known.set(source, compileExpression(source).expression!.evaluateRaw({}, options).value);
  return known.get(source) as Json;
}

/** The one decision of a model, its inputs with the types of the columns. */
export function modelOf(table: DecisionTable): DmnModel {
  const requirements = {
    decisions: [],
    inputs: table.inputs.map(({ source: id }) => ({ namespace: null, id })),
    knowledge: [],
  };
  const decision = {
    ...{ id: 't', name: 't', variable: 't', type: null, requires: [], requirements },
    ...{ inputData: table.inputs.map(({ source }) => source), logic: table, refused: null, version: null },
  };
  return {
    ...{ id: 'm', name: 'm', namespace: 'm', imports: [], items: [], knowledge: [], services: [] },
    decisions: [decision],
    inputData: table.inputs.map(({ source, type }) => ({ id: source, name: source, type })),
  };
}

/** The rows that hit an input, as the compiled cells say. */
export function hitsOf({ rules, inputs }: DecisionTable, input: Json[], context = {}): number[] {
  const passes = (row: DecisionTable['rules'][number]) =>
    row.inputs.every(
      ({ test }, i) =>
        !test || test.evaluate(inside(inputs[i]!.type, input[i] ?? null), context, options).value,
    );
  return rules.flatMap((rule, i) => (passes(rule) ? [i] : []));
}

/** Inputs that meet all a drawn table can tell apart; null where the column speaks of it. */
export function grid(table: DecisionTable, { columns }: Drawn): Json[][] {
  return columns.reduce<Json[][]>(
    (inputs, { kind, cells }, i) => {
      const allowed = table.inputs[i]!.allowedValues;
      const absent = cells.some((source) => source.includes('null')) ? [null] : [];
      const possible = values[kind].filter(
        (value) => !allowed || allowed.evaluate(inside(kind, value), {}, options).value,
      );
      return inputs.flatMap((input) => [...possible, ...absent].map((value) => [...input, value]));
    },
    [[]],
  );
}
