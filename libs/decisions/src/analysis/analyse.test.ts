import {
  analyseTable,
  compareDecisions,
  compareTables,
  inspectTable,
  readDmn,
  sampleInputs,
} from '../index.js';
import type { DecisionTable, DmnModel, Finding } from '../index.js';
import { definitionsXml, tableXml } from '../testing.js';
import type { TableSketch } from '../testing.js';

async function modelOf(sketch: Partial<TableSketch>): Promise<DmnModel> {
  const whole = { id: 't', inputs: ['x'], outputs: [''], rows: [], ...sketch };
  const { model } = await readDmn(definitionsXml([tableXml(whole)]));
  return model!;
}

async function tableOf(sketch: Partial<TableSketch>, ...types: string[]): Promise<DecisionTable> {
  const table = (await modelOf(sketch)).decisions[0]!.logic as DecisionTable;
  for (const [i, type] of types.entries()) table.inputs[i]!.type = type;
  return table;
}

const rows = (...cells: string[]) => cells.map((cell, i) => [cell, String(i)]);

const cases: [name: string, Partial<TableSketch>, expected: string[]][] = [
  ['a gap between', { rows: rows('< 1', '> 1') }, ['warning TABLE_GAP t_table x = 1.']],
  ['a gap above', { rows: rows('<= 1') }, ['warning TABLE_GAP t_table x = 2.']],
  [
    'a gap of two inputs',
    {
      inputs: ['x', 'y'],
      rows: [
        ['> 1', '-', '1'],
        ['<= 1', 'true', '2'],
      ],
    },
    ['warning TABLE_GAP t_table y = false.'],
  ],
  ['none with allowed values', { inputs: ['x | [0..2]'], rows: rows('< 1', '>= 1') }, []],
  ['another text', { rows: rows('"a"', '"sonst"') }, ['info TABLE_GAP t_table x = "sonst_".']],
  ['all other texts', { rows: rows('"a"', 'not("a")') }, []],
  ['null is mentioned', { rows: rows('null', '< 1', '>= 1') }, []],
  ['counted', { inputs: ['count(x)'], rows: rows('0', '1', '>= 2') }, []],
  [
    'the same expression twice',
    {
      inputs: ['x', 'x'],
      rows: [
        ['< 1', '-', '1'],
        ['-', '>= 1', '2'],
      ],
    },
    [],
  ],
  ['an overlap', { rows: rows('<= 1', '>= 1') }, ['error TABLE_OVERLAP t_2 x = 1.']],
  [
    'dates',
    { rows: rows('<= date("2024-02-28")', '>= @"2024-03-01"') },
    ['warning TABLE_GAP t_table x = date("2024-02-29").'],
  ],
  [
    'FIRST: the union of others',
    { hitPolicy: 'FIRST', rows: rows('< 2', '>= 1', '[0..3]') },
    ['warning ROW_NEVER_HITS t_3 1, 2'],
  ],
  [
    'an empty interval',
    { hitPolicy: 'FIRST', rows: rows('[3..1]', '-') },
    ['warning ROW_NEVER_HITS t_1 keinen Wert'],
  ],
  [
    'subsumed',
    { rows: rows('-', '> 1') },
    ['error TABLE_OVERLAP t_2 x = 2.', 'warning ROW_SUBSUMED t_2 Zeile 1'],
  ],
  ['COLLECT: none is an answer', { hitPolicy: 'COLLECT', rows: rows('< 1', '< 2') }, []],
  [
    'COLLECT: a number can not be made of nothing',
    { hitPolicy: 'COLLECT', aggregation: 'SUM', rows: rows('< 1', '< 2') },
    ['info TABLE_GAP t_table x = 2.'],
  ],
  ['COLLECT: nothing is counted as 0', { hitPolicy: 'COLLECT', aggregation: 'COUNT', rows: rows('< 1') }, []],
  [
    'ANY: other results',
    { hitPolicy: 'ANY', rows: rows('<= 1', '>= 1') },
    ['error TABLE_OVERLAP t_2 1 und 2 treffen beide zu, z. B. bei x = 1.'],
  ],
  [
    'ANY: results that may differ',
    {
      hitPolicy: 'ANY',
      rows: [
        ['<= 1', '1'],
        ['>= 1', 'x'],
      ],
    },
    ['warning TABLE_OVERLAP t_2 vielleicht mit anderem Ergebnis'],
  ],
  [
    'ANY: the same results',
    {
      hitPolicy: 'ANY',
      rows: [
        ['<= 1', '1'],
        ['>= 1', '1.0'],
      ],
    },
    [],
  ],
  [
    'PRIORITY: a row that others always go before',
    {
      hitPolicy: 'PRIORITY',
      outputs: [' | "a","b"'],
      rows: [
        ['> 1', '"b"'],
        ['-', '"a"'],
      ],
    },
    ['warning ROW_NEVER_HITS t_1 Zeile 1 kommt nie zum Zug, immer geht Zeile 2 vor.'],
  ],
  ['PRIORITY: rows that meet', { hitPolicy: 'PRIORITY', rows: rows('<= 1', '>= 1') }, []],
  [
    'RULE ORDER',
    { hitPolicy: 'RULE ORDER', rows: rows('<= 1', '[1..0]') },
    ['warning ROW_NEVER_HITS t_2 Wert'],
  ],
  [
    'OUTPUT ORDER: the same twice',
    {
      hitPolicy: 'OUTPUT ORDER',
      rows: [
        ['-', '1'],
        ['> 1', '1'],
      ],
    },
    ['info ROW_SUBSUMED t_2 Zeile 1'],
  ],
  [
    'moments',
    { rows: rows('<= date and time("2026-01-01T10:00:00Z")', '> @"2026-01-01T12:00:00+01:00"') },
    ['warning TABLE_GAP t_table x = date and time("2026-01-01T10:00:01Z").'],
  ],
  [
    'durations',
    { rows: rows('<= duration("P13M")', '> @"P1Y2M"') },
    ['warning TABLE_GAP t_table x = duration("P1Y2M").'],
  ],
  [
    'durations of days',
    { rows: rows('< @"PT36H"', '> duration("P1DT12H")') },
    ['warning TABLE_GAP t_table x = duration("P1DT12H").'],
  ],
  [
    'moments with and without time zone',
    { rows: rows('<= @"2026-01-01T10:00:00"', '> @"2026-01-01T10:00:00Z"') },
    ['info CELL_NOT_ANALYSED t_i0'],
  ],
  [
    'an unused input',
    {
      inputs: ['x', 'y'],
      rows: [
        ['true', '-', '1'],
        ['false', '', '2'],
      ],
    },
    ['info INPUT_UNUSED t_i1 spielt'],
  ],
  ['not analysed', { rows: rows('> y', '> 2') }, ['info CELL_NOT_ANALYSED t_1_0 > y']],
];

test.each(cases)('%s', async (_name, sketch, expected) => {
  const found = analyseTable(await tableOf(sketch));
  expect(found.map(({ severity, code, elementId }) => `${severity} ${code} ${elementId}`)).toEqual(
    expected.map((line) => line.split(' ').slice(0, 3).join(' ')),
  );
  for (const [i, line] of expected.entries())
    expect(found[i]!.message.de).toContain(line.split(' ').slice(3).join(' '));
});

test('entries of another type, results that are not allowed', async () => {
  const table = await tableOf({ rows: rows('"1"', '-') }, 'number');
  const [output] = table.outputs;
  Object.assign(output!, { type: 'string' });
  const codes = analyseTable(table).map(({ code, elementId }) => `${code} ${elementId}`);
  expect(codes).toEqual(['ROW_NEVER_HITS t_1', 'CELL_TYPE t_1_0', 'CELL_TYPE t_1_1', 'CELL_TYPE t_2_1']);
  const { allowedValues } = (await tableOf({ inputs: ['x | 1'], rows: [] })).inputs[0]!;
  Object.assign(output!, { type: null, allowedValues, allowedText: '1' });
  expect(analyseTable(table).map(({ code, elementId }) => `${code} ${elementId}`)).toContain(
    'OUTPUT_NOT_ALLOWED t_1_1',
  );
});

test('what is too much to tell is told by its number', async () => {
  const few = analyseTable(await tableOf({ rows: Array.from({ length: 8 }, () => ['-', '1']) }));
  const numbers = (found: Finding[]) =>
    found.flatMap(({ message }) => /hat (?:mindestens )?\d+ weitere/.exec(message.de) ?? []);
  expect(numbers(few)).toEqual(['hat 23 weitere', 'hat 23 weitere']);
  const many = analyseTable(await tableOf({ rows: Array.from({ length: 20 }, () => ['-', '1']) }));
  expect(numbers(many)).toEqual(['hat mindestens 95 weitere', 'hat mindestens 95 weitere']);
});

test('a type that is not known, and a budget that ends, leave things unsaid', async () => {
  const strange = await tableOf({ rows: rows('1') }, 'tStufe');
  expect(analyseTable(strange)).toMatchObject([{ code: 'CELL_NOT_ANALYSED', elementId: 't_i0' }]);
  const table = await tableOf({ rows: rows('< 1', '>= 2') });
  const found = inspectTable(table, undefined, { gaps: 1, pairs: 0 });
  expect(found).toMatchObject({ gaps: [], overlaps: [], unfinished: ['gaps', 'pairs'] });
});

test('two versions differ where a limit has moved', async () => {
  const before = await modelOf({
    rows: [
      ['< 2', '"a"'],
      ['>= 2', '"b"'],
    ],
  });
  const after = await modelOf({
    rows: [
      ['< 3', '"a"'],
      ['>= 3', '"b"'],
    ],
  });
  const inputs = sampleInputs(after.decisions[0]!.logic as DecisionTable).concat({ x: 2 });
  expect(inputs).toEqual([{ x: 2 }, { x: 3 }, { x: 4 }, { x: 2 }]);
  const { compared, differences, otherRules } = compareDecisions([before], [after], 't', inputs, {
    now: '2026-01-01T00:00:00Z',
  });
  expect([compared, otherRules, differences.map(({ index }) => index)]).toEqual([4, 0, [0, 3]]);
  expect(differences[0]).toMatchObject({
    before: { result: 'b', rules: [{ decisionId: 't', ruleNumber: 2 }] },
    after: { result: 'a', rules: [{ decisionId: 't', ruleNumber: 1 }] },
  });
});

test('each table of two versions is compared on its own, in words', async () => {
  const version = (limit: number, id: string) =>
    definitionsXml([
      tableXml({
        id: 'a',
        inputs: ['t.level', 'n'],
        inputData: ['n'],
        requires: ['t'],
        outputs: ['x', 'y'],
        rows: [
          ['"low"', `< ${limit}`, '1', '0'],
          ['"low"', `>= ${limit}`, '2', '0'],
          ['not("low")', '-', '3', '0'],
        ],
      }),
      tableXml({ id, inputs: ['n'], outputs: [''], rows: [['-', '1']] }),
    ]);
  const [before, after] = [(await readDmn(version(2, 't'))).model!, (await readDmn(version(3, 'u'))).model!];
  const found = compareTables(
    { model: before, others: [] },
    { model: after, others: [] },
    { now: '2026-01-01T00:00:00Z' },
  );
  expect(found.map(({ decisionId, kind }) => [decisionId, kind])).toEqual([
    ['a', 'changed'],
    ['u', 'added'],
    ['t', 'removed'],
  ]);
  expect(found[0]!.sentences.map(({ de }) => de)).toEqual([
    'Bei t.level = "low", n = 2: bisher x = 2 (Zeile 2), jetzt x = 1 (Zeile 1).',
  ]);
});
