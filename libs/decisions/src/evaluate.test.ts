import fc from 'fast-check';
import { evaluateDecision, readDmn } from './index.js';
import type { DecisionEvaluation, DmnModel, Json, Variables } from './index.js';
import { definitionsXml, inputDataXml, literalXml, tableXml } from './testing.js';
import type { TableSketch } from './testing.js';

const options = { now: '2026-03-02T09:00:00+01:00' };

async function modelOf(...content: string[]): Promise<DmnModel> {
  const { model, findings } = await readDmn(definitionsXml(content));
  expect(findings).toEqual([]);
  return model!;
}

async function run(sketch: TableSketch, input: Variables): Promise<DecisionEvaluation> {
  return evaluateDecision([await modelOf(tableXml(sketch))], sketch.id, input, options);
}

const komplexitaet: TableSketch = {
  id: 'komplexitaet',
  inputs: ['count(bereiche)', 'institutionen', 'konstellationen'],
  outputs: ['stufe'],
  annotations: ['Begründung', 'Quelle'],
  rows: [
    ['0', '-', '-', '"INFO"', 'kein Problem', ''],
    ['>= schwelle', '>= 2', '-', '"KOMPLEX"', 'mehrere Bereiche und Institutionen', 'S0'],
    ['>= schwelle', '< 2', '-', '"GRENZFALL"', 'nur eine Institution', 'S0'],
    ['[1..schwelle)', '-', 'count(?) > 0', '"GRENZFALL"', 'Konstellation', 'S1'],
    ['[1..schwelle)', '-', 'count(?) = 0', '"NORMAL"', 'Regelberatung', 'S0'],
  ],
};

const golden: [input: Variables, result: Json, rule: number][] = [
  [{ bereiche: [], institutionen: 0, konstellationen: [], schwelle: 2 }, 'INFO', 1],
  [{ bereiche: ['a', 'b'], institutionen: 2, konstellationen: [], schwelle: 2 }, 'KOMPLEX', 2],
  [{ bereiche: ['a', 'b'], institutionen: 1, konstellationen: [], schwelle: 2 }, 'GRENZFALL', 3],
  [{ bereiche: ['a'], institutionen: 3, konstellationen: ['Z1'], schwelle: 2 }, 'GRENZFALL', 4],
  [{ bereiche: ['a', 'b'], institutionen: 2, konstellationen: [], schwelle: 3 }, 'NORMAL', 5],
];

test.each(golden)('UNIQUE: %j is %s by rule %i', async (input, result, rule) => {
  const { explanation, problems, ...rest } = await run(komplexitaet, input);
  expect(rest.result).toBe(result);
  expect(problems).toEqual([]);
  expect(explanation).toHaveLength(1);
  expect(explanation[0]!.hits.map(({ ruleNumber }) => ruleNumber)).toEqual([rule]);
});

test('the explanation names inputs, row, annotations and result', async () => {
  const { explanation } = await run(komplexitaet, golden[1]![0]);
  expect(explanation).toEqual([
    {
      decisionId: 'komplexitaet',
      decisionName: 'komplexitaet (Name)',
      hitPolicy: 'UNIQUE',
      inputs: [
        { label: 'count(bereiche)', expression: 'count(bereiche)', value: 2 },
        { label: 'institutionen', expression: 'institutionen', value: 2 },
        { label: 'konstellationen', expression: 'konstellationen', value: [] },
      ],
      hits: [
        {
          ruleId: 'komplexitaet_2',
          ruleNumber: 2,
          annotations: [
            { name: 'Begründung', text: 'mehrere Bereiche und Institutionen' },
            { name: 'Quelle', text: 'S0' },
          ],
          outputs: { stufe: 'KOMPLEX' },
        },
      ],
      result: 'KOMPLEX',
    },
  ]);
});

test('no row: null, explained, without a problem', async () => {
  const { result, explanation, problems } = await run(komplexitaet, {
    bereiche: ['a', 'b'],
    institutionen: null,
    konstellationen: [],
    schwelle: 2,
  });
  expect(result).toBeNull();
  expect(problems).toEqual([]);
  expect(explanation[0]).toMatchObject({ hits: [], result: null });
});

const overlapping: TableSketch = {
  id: 't',
  inputs: ['x'],
  outputs: [''],
  rows: [
    ['> 1', '"a"'],
    ['> 2', '"b"'],
    ['> 3', '"c"'],
  ],
};

test('UNIQUE violated: no result, the rows are named', async () => {
  const { result, problems, explanation } = await run(overlapping, { x: 4 });
  expect(result).toBeNull();
  expect(problems).toMatchObject([{ code: 'DMN_NOT_UNIQUE', elementId: 't' }]);
  expect(problems[0]!.message.de).toContain('die Zeilen 1, 2 und 3');
  expect(explanation[0]!.hits).toHaveLength(3);
});

const policies: [Partial<TableSketch>, Json, result: Json][] = [
  [{ hitPolicy: 'FIRST' }, 3, 'a'],
  [{ hitPolicy: 'COLLECT' }, 3, ['a', 'b']],
  [{ hitPolicy: 'COLLECT' }, 0, []],
  [{ hitPolicy: 'COLLECT', aggregation: 'COUNT' }, 4, 3],
  [{ hitPolicy: 'COLLECT', aggregation: 'COUNT' }, 0, 0],
];

test.each(policies)('%j at %j gives %j', async (change, x, result) => {
  expect((await run({ ...overlapping, ...change }, { x })).result).toEqual(result);
});

const posts = {
  ...overlapping,
  hitPolicy: 'COLLECT',
  rows: [
    ['-', '0.71'],
    ['> 1', '0.65'],
    ['> 2', '2'],
  ],
};
const sums: [aggregation: string, x: number, result: Json][] = [
  ['SUM', 2, 1.36],
  ['MIN', 3, 0.65],
  ['MAX', 3, 2],
];

test.each(sums)('COLLECT %s at %i is %j', async (aggregation, x, result) => {
  expect((await run({ ...posts, aggregation }, { x })).result).toBe(result);
});

test('a sum over text is a problem, over nothing null', async () => {
  const text = await run({ ...overlapping, hitPolicy: 'COLLECT', aggregation: 'SUM' }, { x: 4 });
  expect(text.problems).toMatchObject([{ code: 'DMN_NOT_NUMERIC' }]);
  const nothing = await run({ ...overlapping, hitPolicy: 'COLLECT', aggregation: 'SUM' }, { x: 0 });
  expect(nothing).toMatchObject({ result: null, problems: [] });
});

test('several outputs make one entry each', async () => {
  const { result } = await run(
    {
      id: 't',
      inputs: ['x'],
      outputs: ['ziel', 'frist'],
      rows: [['"a"', '"CM"', 'today() + duration("P14D")']],
    },
    { x: 'a' },
  );
  expect(result).toEqual({ ziel: 'CM', frist: '2026-03-16' });
});

test('required decisions come first, across models, each once', async () => {
  const basis = await modelOf(literalXml({ id: 'frist', source: 'date("2026-03-01")' }));
  const oben = await modelOf(
    tableXml({
      id: 'ampel',
      inputs: ['frist'],
      outputs: [''],
      rows: [
        ['< today()', '"rot"'],
        ['>= today()', '"gruen"'],
      ],
      requires: ['frist'],
    }),
    literalXml({
      id: 'meldung',
      source: '"Ampel " + ampel + " seit " + string(frist)',
      requires: ['ampel', 'frist'],
    }),
  );
  const { result, explanation, problems } = evaluateDecision([oben, basis], 'meldung', {}, options);
  expect(problems).toEqual([]);
  expect(result).toBe('Ampel rot seit 2026-03-01');
  expect(explanation.map(({ decisionId, hitPolicy }) => [decisionId, hitPolicy])).toEqual([
    ['frist', 'LITERAL'],
    ['ampel', 'UNIQUE'],
    ['meldung', 'LITERAL'],
  ]);
});

test('decisions that are missing or go round in a circle are problems', async () => {
  const kreis = await modelOf(
    literalXml({ id: 'a', source: 'b', requires: ['b'] }),
    literalXml({ id: 'b', source: 'a', requires: ['a'] }),
    literalXml({ id: 'c', source: 'x', requires: ['fehlt'] }),
  );
  const problemOf = (id: string) => evaluateDecision([kreis], id, {}, options).problems[0];
  expect(problemOf('a')).toMatchObject({ code: 'DMN_CYCLE' });
  expect(problemOf('a')!.message.de).toContain('a → b → a');
  expect(problemOf('c')).toMatchObject({ code: 'DMN_NO_DECISION', elementId: 'c' });
  expect(problemOf('unbekannt')).toMatchObject({ code: 'DMN_NO_DECISION' });
});

test('a value no column allows is a problem; nothing at all is allowed', async () => {
  const sketch = { ...overlapping, inputs: ['x | "links", "rechts"'], rows: [['"links"', '"Caritas"']] };
  expect(await run(sketch, { x: 'links' })).toMatchObject({ result: 'Caritas', problems: [] });
  const wrong = await run(sketch, { x: 'mitte' });
  expect(wrong).toMatchObject({ result: null, problems: [{ code: 'DMN_NOT_ALLOWED', elementId: 't_i0' }] });
  expect(wrong.problems[0]!.message.de).toContain('"mitte"');
  expect(await run(sketch, { x: null })).toMatchObject({ result: null, problems: [] });
  expect((await run(sketch, { x: ['links', 'oben'] })).problems).toHaveLength(1);
});

test('an absent variable counts as null and is a problem, unless the decision declares it as input', async () => {
  const sketch = { ...overlapping, rows: [['null', '"leer"']] };
  const { result, problems } = await run(sketch, {});
  expect(result).toBe('leer');
  expect(problems).toMatchObject([{ code: 'DMN_NO_INPUT', elementId: 't_i0' }]);
  const wrong = await modelOf(inputDataXml('x'), tableXml({ ...sketch, inputs: ['xx'], inputData: ['x'] }));
  expect(evaluateDecision([wrong], 't', {}, options).problems).toMatchObject([
    { code: 'FEEL_NO_VARIABLE', elementId: 't_i0' },
  ]);
  const declared = await modelOf(inputDataXml('x'), tableXml({ ...sketch, inputData: ['x'] }));
  expect(evaluateDecision([declared], 't', {}, options)).toMatchObject({ result: 'leer', problems: [] });
});

test('a cell that cannot be read stops the table', async () => {
  const { result, problems } = await run({ ...overlapping, rows: [['>', '"a"']] }, { x: 1 });
  expect(result).toBeNull();
  expect(problems).toMatchObject([{ code: 'DMN_UNREADABLE', elementId: 't_1_0' }]);
});

test('with thresholds as rows, FIRST is the first hit of COLLECT and COUNT their number', async () => {
  const limits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(limits, fc.integer({ min: 0, max: 10 }), async (rows, x) => {
      const sketch = { ...overlapping, rows: rows.map((limit, i) => [`> ${limit}`, String(i)]) };
      const all = (await run({ ...sketch, hitPolicy: 'COLLECT' }, { x })).result as number[];
      expect(all).toEqual(rows.flatMap((limit, i) => (x > limit ? [i] : [])));
      expect((await run({ ...sketch, hitPolicy: 'FIRST' }, { x })).result).toBe(all[0] ?? null);
      const unique = await run(sketch, { x });
      expect(unique.problems.length > 0).toBe(all.length > 1);
      const count = await run({ ...sketch, hitPolicy: 'COLLECT', aggregation: 'COUNT' }, { x });
      expect(count.result).toBe(all.length);
    }),
    { numRuns: 30 },
  );
});
