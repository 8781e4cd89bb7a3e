import { readPackage } from './read-package.js';

const model = (content: string) => ({
  path: 'p.bpmn',
  content: `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="t">
  <bpmn:process id="P" isExecutable="true">${content}</bpmn:process></bpmn:definitions>`,
});

test('what a rule refuses is not deployed, but what once was runs on', async () => {
  const files = [
    model(
      '<bpmn:startEvent id="S" /><bpmn:endEvent id="E" /><bpmn:sequenceFlow id="F" sourceRef="S" targetRef="E" /><bpmn:task id="A" startQuantity="0" />',
    ),
  ];
  const checked = await readPackage(files);
  expect(checked.findings.map(({ code }) => code)).toContain('TOKEN_QUANTITY');
  const { definition } = await readPackage(files, 'run');
  expect(definition?.processes.has('P')).toBe(true);
});
