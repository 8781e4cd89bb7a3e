import { checkDecisions, readDmn } from './index.js';
import { definitionsXml, inputDataXml, literalXml, tableXml } from './testing.js';
import type { TableSketch } from './testing.js';

const sketch: TableSketch = { id: 't', inputs: ['x'], outputs: [''], rows: [['"a"', '1']] };

async function findingsOf(...content: string[]) {
  const { model, findings } = await readDmn(definitionsXml(content));
  return model ? checkDecisions(model) : findings;
}

const cases: [
  name: string,
  content: string,
  code: string,
  elementId: string,
  severity: string,
  part: string,
][] = [
  ['broken cell', tableXml({ ...sketch, rows: [['>', '1']] }), 'FEEL_SYNTAX', 't_1_0', 'error', 'Zeile 1'],
  [
    'broken result',
    tableXml({ ...sketch, rows: [['-', '1 +']] }),
    'FEEL_SYNTAX',
    't_1_1',
    'error',
    'Zeile 1',
  ],
  ['broken column', tableXml({ ...sketch, inputs: ['x +'] }), 'FEEL_SYNTAX', 't_i0', 'error', 'Spalte'],
  ['broken literal', literalXml({ id: 'l', source: '1 +' }), 'FEEL_SYNTAX', 'l_literal', 'error', '1 +'],
  ['empty literal', literalXml({ id: 'l', source: '' }), 'FEEL_EMPTY', 'l_literal', 'error', 'fehlt'],
  [
    'hit policy without order',
    tableXml({ ...sketch, hitPolicy: 'PRIORITY' }),
    'DMN_NO_PRIORITY',
    't_table',
    'error',
    'PRIORITY',
  ],
  ['no logic', '<decision id="d" name="Leer"/>', 'DMN_NO_LOGIC', 'd', 'error', '„Leer“'],
  [
    'external function',
    '<decision id="d" name="D"><functionDefinition id="f" kind="Java"/></decision>',
    'DMN_EXTERNAL_FUNCTION',
    'f',
    'error',
    'Java',
  ],
  ['requirement', tableXml({ ...sketch, requires: ['weg'] }), 'DMN_NO_DECISION', 't', 'error', '„weg“'],
  ['circle', tableXml({ ...sketch, requires: ['t'] }), 'DMN_CYCLE', 't', 'error', 'selbst'],
  [
    'no output',
    tableXml({ ...sketch, outputs: [], rows: [['-']] }),
    'DMN_NO_OUTPUT',
    't_table',
    'error',
    'Ergebnisspalte',
  ],
  [
    'unnamed',
    tableXml({ ...sketch, outputs: ['a', ''], rows: [['-', '1', '2']] }),
    'DMN_OUTPUT_NAME',
    't_o1',
    'error',
    'Namen',
  ],
  ['no rows', tableXml({ ...sketch, rows: [] }), 'DMN_NO_RULES', 't_table', 'warning', 'Zeilen'],
  ['short row', tableXml({ ...sketch, rows: [['-']] }), 'DMN_RULE_SHAPE', 't_1', 'error', 'Zeile 1'],
  [
    'empty result',
    tableXml({ ...sketch, rows: [['-', '']] }),
    'DMN_EMPTY_OUTPUT',
    't_1_1',
    'warning',
    'kein Ergebnis',
  ],
  [
    'bare word',
    tableXml({ ...sketch, rows: [['-', 'KOMPLEX']] }),
    'DMN_BARE_WORD',
    't_1_1',
    'warning',
    '"KOMPLEX"',
  ],
  [
    'strange value',
    tableXml({ ...sketch, inputs: ['x | "a","b"'], rows: [['"c"', '1']] }),
    'DMN_NOT_ALLOWED',
    't_1_0',
    'warning',
    '"c"',
  ],
  [
    'same rows',
    tableXml({
      ...sketch,
      rows: [
        ['"a"', '1'],
        ['"a"', '2'],
      ],
    }),
    'DMN_DUPLICATE_RULE',
    't_2',
    'error',
    'Zeilen 1 und 2',
  ],
  [
    'useless row',
    tableXml({
      ...sketch,
      hitPolicy: 'FIRST',
      rows: [
        ['-', '1'],
        ['', '2'],
      ],
    }),
    'DMN_DUPLICATE_RULE',
    't_2',
    'warning',
    'dieselben',
  ],
  ['same id', tableXml(sketch) + tableXml(sketch), 'DUPLICATE_ID', 't', 'error', '„t“'],
];

test.each(cases)('%s', async (_name, content, code, elementId, severity, part) => {
  const findings = await findingsOf(content);
  expect(findings).toEqual(expect.arrayContaining([expect.objectContaining({ code, elementId, severity })]));
  expect(findings.find((f) => f.code === code)!.message.de).toContain(part);
});

test('a sound model has no findings', async () => {
  const content = [
    inputDataXml('schwelle'),
    tableXml({
      ...sketch,
      inputs: ['x | "a","b"'],
      inputData: ['schwelle'],
      rows: [
        ['"a"', 'schwelle'],
        ['"b"', 'x'],
      ],
    }),
    literalXml({ id: 'l', source: 't + 1', requires: ['t'] }),
  ];
  expect(await findingsOf(...content)).toEqual([]);
});

test('names that nothing declares are found with their place, and what was probably meant', async () => {
  const findings = await findingsOf(
    inputDataXml('schwelle'),
    literalXml({ id: 'l', source: 'schwele + 1 + sum([schwelle])', inputData: ['schwelle'] }),
    tableXml({
      ...sketch,
      inputs: ['y'],
      inputData: ['schwelle'],
      rows: [
        ['> schwelle + z', 'y + 1'],
        ['-', 'schwelle * 2'],
      ],
    }),
    `<businessKnowledgeModel id="b" name="b"><encapsulatedLogic><formalParameter name="n"/>
      <literalExpression id="b_l"><text>if n = 1 then b(n - 1) else m</text></literalExpression>
    </encapsulatedLogic></businessKnowledgeModel>`,
  );
  const unknown = findings.filter(({ code }) => code === 'DMN_UNKNOWN_NAME');
  expect(unknown.map(({ elementId, severity, message }) => [elementId, severity, message.de])).toEqual([
    ['l_literal', 'warning', '„schwele“ gibt es in „l (Name)“ nicht. Ist „schwelle“ gemeint?'],
    ['t_1_0', 'warning', 'Zeile 1: „z“ gibt es in „t (Name)“ nicht.'],
    ['b_l', 'error', '„m“ gibt es in „b“ nicht.'],
  ]);
});

test('the same decision in two models is an error', async () => {
  const { model } = await readDmn(definitionsXml([tableXml(sketch)]));
  const errors = checkDecisions(model!, [model!]).filter(({ severity }) => severity === 'error');
  expect(errors).toMatchObject([{ code: 'DUPLICATE_ID', elementId: 't' }]);
});

test('what is no DMN is refused with a reason', async () => {
  const code = async (xml: string) => (await readDmn(xml)).findings[0]?.code;
  expect(await code('kein XML')).toBe('XML_INVALID');
  expect(await code('<a/>')).toBe('XML_INVALID');
  expect(await code('<!DOCTYPE a><a/>')).toBe('DOCTYPE');
  expect(await code(`<a ${'b="" '.repeat(200_000)}>`)).toBe('TOO_MANY_ATTRIBUTES');
  expect(await code(' '.repeat(2 * 1024 * 1024 + 1))).toBe('TOO_LARGE');
});

test.each(['20180521', '20191111', '20211108', '20230324'])('DMN schema %s is read', async (version) => {
  const { model, findings } = await readDmn(definitionsXml([tableXml(sketch)], version));
  expect(findings).toEqual([]);
  expect(model!.decisions[0]!.logic).toMatchObject({ kind: 'table', hitPolicy: 'UNIQUE' });
});
