import { checkDecisions, evaluateDecision, readDmn } from '../index.js';
import type { DmnModel } from '../index.js';

const namespace = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

/** A table on `x` (of input data `x` with a type), each cell one row. */
function tableOf(types: string, given: { data?: string; column?: string; source?: string }, cells: string[]) {
  const { data, column, source = 'x' } = given;
  const type = (name: string | undefined) => (name ? ` typeRef="${name}"` : '');
  const rules = cells.map(
    (cell, i) =>
      `<rule id="r${i + 1}"><inputEntry id="r${i + 1}c"><text>${cell}</text></inputEntry><outputEntry id="r${i + 1}o"><text>"a"</text></outputEntry></rule>`,
  );
  return `<definitions xmlns="${namespace}" id="m" name="m" namespace="m">${types}
    <inputData id="x" name="x"><variable id="xv" name="x"${type(data)}/></inputData>
    <decision id="d" name="d"><variable id="dv" name="d"/>
      <informationRequirement id="q"><requiredInput href="#x"/></informationRequirement>
      <decisionTable id="t"><input id="i" label="X"><inputExpression id="e"${type(column)}><text>${source}</text></inputExpression></input>
      <output id="o" typeRef="tAnswer"/>${rules.join('')}</decisionTable></decision></definitions>`;
}

const item = (name: string, base: string, allowed = '', more = '') =>
  `<itemDefinition id="${name}" name="${name}"${more}><typeRef>${base}</typeRef>${
    allowed ? `<allowedValues id="${name}_a"><text>${allowed}</text></allowedValues>` : ''
  }</itemDefinition>`;

const types = [
  item('tAnswer', 'string', '"a","b"'),
  item('tLevel', 'string', '"low","high"'),
  item('tCount', 'number', '[0..9]'),
  item('tFew', 'tCount', '&lt;= 2'),
  item('tDay', 'date'),
  item('tMany', 'string', '', ' isCollection="true"'),
  `<itemDefinition id="tCase" name="tCase"><itemComponent id="tCase_l" name="level"><typeRef>tLevel</typeRef></itemComponent>
    <itemComponent id="tCase_p" name="part"><itemComponent id="tCase_n" name="number"><typeRef>tFew</typeRef></itemComponent></itemComponent></itemDefinition>`,
].join('');

async function modelOf(xml: string): Promise<DmnModel> {
  return (await readDmn(xml)).model!;
}

async function findingsOf(given: Parameters<typeof tableOf>[1], cells: string[]): Promise<string[]> {
  const found = checkDecisions(await modelOf(tableOf(types, given, cells)));
  return found.map(({ code, elementId, message }) => `${code} ${elementId} ${message.de}`);
}

const cases: [string, Parameters<typeof tableOf>[1], string[], RegExp[]][] = [
  ['allowed values of the column type', { column: 'tLevel' }, ['"low"', '"high"'], []],
  ['a gap among them', { column: 'tLevel' }, ['"low"'], [/^TABLE_GAP t .* X = "high"\.$/]],
  ['of the data behind the column', { data: 'tLevel', column: 'string' }, ['"low"', '"high"'], []],
  ['of the type behind the type', { data: 'tFew' }, ['[0..1)', '1', '&gt; 1'], []],
  ['not all of them', { data: 'tFew' }, ['0', '1', '2'], [/^TABLE_GAP t .* X = 0\.5\.$/]],
  ['of a component', { data: 'tCase', source: 'x.level' }, ['"low"', '"high"'], []],
  ['of an inner component', { data: 'tCase', source: 'x.part.number' }, ['&lt; 1', '&gt;= 1'], []],
  ['a date by its own name', { column: 'tDay' }, ['&lt; @"2026-01-01"', '&gt;= @"2026-01-01"'], []],
  ['a list is not analysed', { data: 'tMany' }, ['"low"'], [/^CELL_NOT_ANALYSED i /]],
  [
    'a value outside',
    { data: 'tLevel' },
    ['"low"', '"high"', '"middle"'],
    [/^DMN_NOT_ALLOWED r3c .*erlaubt: "low","high"/, /^ROW_NEVER_HITS r3 /],
  ],
];

test.each(cases)('%s', async (_name, given, cells, expected) => {
  const found = await findingsOf(given, cells);
  expect(found).toHaveLength(expected.length);
  for (const [i, pattern] of expected.entries()) expect(found[i]).toMatch(pattern);
});

test('entries of another type than that of the data', async () => {
  expect((await findingsOf({ data: 'tDay' }, ['"low"', '-'])).join('\n')).toMatch(/CELL_TYPE r1c /);
});

test('results outside the allowed values of their type', async () => {
  const xml = tableOf(types, { data: 'tLevel' }, ['"low"', '"high"']).replace(
    '"a"</text></outputEntry>',
    '"c"</text></outputEntry>',
  );
  expect(checkDecisions(await modelOf(xml))).toMatchObject([
    { code: 'OUTPUT_NOT_ALLOWED', elementId: 'r1o' },
  ]);
});

test('the types of an imported model', async () => {
  const other = await modelOf(
    `<definitions xmlns="${namespace}" id="o" name="o" namespace="types">${types}</definitions>`,
  );
  const imports = `<import name="lib" namespace="types" importType="${namespace}"/>${item('tAnswer', 'string')}`;
  const model = await modelOf(tableOf(imports, { data: 'lib.tLevel' }, ['"low"', '"high"']));
  expect(checkDecisions(model, [other])).toEqual([]);
  const decide = (x: string) => evaluateDecision([model, other], 'd', { x }, { now: '2026-01-01T00:00:00Z' });
  expect(decide('low').result).toBe('a');
  expect(decide('middle').problems).not.toEqual([]);
});
