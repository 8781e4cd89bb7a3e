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
