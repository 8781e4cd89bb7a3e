import { readPackage } from './read-package.js';

const model = (content: string) => ({
  path: 'p.bpmn',
  content: `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="t">
  <bpmn:process id="P" isExecutable="true">${content}</bpmn:process></bpmn:definitions>`,
});

const way =
  '<bpmn:startEvent id="S" /><bpmn:endEvent id="E" /><bpmn:sequenceFlow id="F" sourceRef="S" targetRef="E" />';

test.each([
  ['a rule', 'TOKEN_QUANTITY', '<bpmn:task id="A" startQuantity="0" />'],
  ['the reader', 'XML_TEXT_MISPLACED', 'Notiz'],
  ['the reader of a tree', 'NOT_EXECUTABLE', '<bpmn:callChoreography id="C" initiatingParticipantRef="Q" />'],
])('what %s refuses is not deployed, but what once was runs on', async (_who, code, content) => {
  const files = [model(`${way}${content}`)];
  const checked = await readPackage(files);
  expect(checked.findings.map((finding) => finding.code)).toContain(code);
  const { definition } = await readPackage(files, 'run');
  expect(definition?.processes.has('P')).toBe(true);
});

test('the way to a defect names the models it runs on', async () => {
  const stuck = `<bpmn:startEvent id="S" /><bpmn:exclusiveGateway id="X" default="F_1" /><bpmn:parallelGateway id="J" />
    <bpmn:endEvent id="E" /><bpmn:sequenceFlow id="F_0" sourceRef="S" targetRef="X" />
    <bpmn:sequenceFlow id="F_1" sourceRef="X" targetRef="J" />
    <bpmn:sequenceFlow id="F_2" sourceRef="X" targetRef="J"><bpmn:conditionExpression>=a</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="F_3" sourceRef="J" targetRef="E" />`;
  const { findings } = await readPackage([model(stuck)]);
  const deadlock = findings.find(({ code }) => code === 'DEADLOCK');
  expect(deadlock?.counterExample).toMatchObject({ models: ['p.bpmn'] });
});

test('cases of a table that come out otherwise are warnings in their file', async () => {
  const table = (
    limit: number,
  ) => `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="m">
    <inputData id="x" name="x" /><decision id="d" name="D"><variable id="v" name="d" />
      <informationRequirement id="q"><requiredInput href="#x" /></informationRequirement>
      <decisionTable id="t"><input id="i"><inputExpression id="e" typeRef="number"><text>x</text></inputExpression></input><output id="o" />
        <rule id="low"><inputEntry id="c1"><text>&lt; ${limit}</text></inputEntry><outputEntry id="o1"><text>1</text></outputEntry></rule>
        <rule id="high"><inputEntry id="c2"><text>&gt;= ${limit}</text></inputEntry><outputEntry id="o2"><text>2</text></outputEntry></rule>
      </decisionTable></decision></definitions>`;
  const cases = {
    path: 'a/d.faelle.json',
    content: '[{"name":"2","decision":"d","input":{"x":2},"rows":{"d":["high"]}}]',
  };
  const findingsOf = async (limit: number, file = cases) =>
    (await readPackage([model(way), { path: 'a/d.dmn', content: table(limit) }, file])).findings;
  expect(await findingsOf(2)).toEqual([]);
  expect(await findingsOf(3)).toMatchObject([
    {
      ...{ code: 'CASE_FAILED', severity: 'warning', file: 'a/d.faelle.json' },
      message: { de: 'Fall „2“: D: erwartet Zeile high, getroffen low' },
    },
  ]);
  expect(await findingsOf(2, { ...cases, content: '{}' })).toMatchObject([{ code: 'CASES_UNREADABLE' }]);
  expect(await findingsOf(2, { ...cases, path: 'd.faelle.json' })).toMatchObject([
    { code: 'CASES_WITHOUT_TABLE' },
  ]);
});
