import fc from 'fast-check';
import type { DecisionTable, Json } from '@zusteuerung/decisions';
import { compileExpression, compileUnaryTests } from '@zusteuerung/feel';

export interface Column {
  kind: 'number' | 'string' | 'boolean' | 'date';
  allowed: string | null;
  cells: string[];
}

export interface Drawn {
  hitPolicy: DecisionTable['hitPolicy'];
  columns: Column[];
  results: number[];
}

const constants = {
  number: ['0', '1', '2', '2.5'],
  string: ['"a"', '"b"', '"c"'],
  boolean: ['true', 'false'],
  date: ['date("2026-01-01")', '@"2026-01-02"', 'date( "2026-01-04" )'],
};

/** Values on and between all constants above. */
const values: Record<Column['kind'], Json[]> = {
  number: [-1, 0, 0.5, 1, 1.5, 2, 2.25, 2.5, 3],
  string: ['', 'a', 'aa', 'b', 'bb', 'c', 'cc'],
  boolean: [true, false],
  date: ['2025-12-31', '2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05'],
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
};

function column(rows: number): fc.Arbitrary<Column> {
  return fc.constantFrom('number', 'string', 'boolean', 'date').chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      allowed: fc.constantFrom(...limits[kind]),
      cells: fc.array(cell(kind), { minLength: rows, maxLength: rows }),
    }),
  );
}

export const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 1, max: 7 }).chain((rows) =>
  fc.record({
    hitPolicy: fc.constantFrom('UNIQUE', 'FIRST', 'COLLECT'),
    columns: fc.array(column(rows), { minLength: 1, maxLength: 3 }),
    results: fc.array(fc.nat(1), { minLength: rows, maxLength: rows }),
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
    outputs: [
      { id: `r${row}_o`, source: String(result), expression: compileExpression(String(result)).expression },
    ],
    annotations: [],
  }));
  const output = { id: 'o', fallback: null, name: null, label: '', type: null };
  const table = { kind: 'table', id: 't', hitPolicy, aggregation: null, inputs, outputs: [output], rules };
  return table as unknown as DecisionTable;
}

const options = { now: '2026-01-01T00:00:00Z' };

const days = new Map(
  values.date.concat('2026-01-06', '2025-12-30').map((text) => {
    const { expression } = compileExpression(`date("${text as string}")`);
    return [text, expression!.evaluateRaw({}, options).value];
  }),
);

/** A date within FEEL; everything else as it is. */
const inside = (value: Json) => days.get(value) ?? value;

/** The rows that hit an input, as the compiled cells say. */
export function hitsOf({ rules }: DecisionTable, input: Json[], context = {}): number[] {
  const passes = (row: DecisionTable['rules'][number]) =>
    row.inputs.every(
      ({ test }, i) => !test || test.evaluate(inside(input[i] ?? null), context, options).value,
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
        (value) => !allowed || allowed.evaluate(inside(value), {}, options).value,
      );
      return inputs.flatMap((input) => [...possible, ...absent].map((value) => [...input, value]));
    },
    [[]],
  );
}
