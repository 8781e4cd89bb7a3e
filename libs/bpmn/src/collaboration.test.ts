import { readBpmn } from './read.js';

const file = (flow: string, sent: string, received: string) => `<bpmn:definitions
  xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D" targetNamespace="t">
  <bpmn:message id="M" name="anfrage"><bpmn:extensionElements><zeebe:subscription correlationKey="=fall" /></bpmn:extensionElements></bpmn:message>
  <bpmn:collaboration id="C">
    <bpmn:participant id="Jobcenter" name="Jobcenter" processRef="P" /><bpmn:participant id="Amt" processRef="Q" /><bpmn:participant id="Person" />
    <bpmn:messageFlow id="F" name="fragt" sourceRef="Senden" targetRef="Warten" ${flow} />
    <bpmn:messageFlow id="G" sourceRef="Person" targetRef="Senden" />
  </bpmn:collaboration>
  <bpmn:process id="P" isExecutable="true"><bpmn:subProcess id="U"><bpmn:intermediateThrowEvent id="Senden"><bpmn:messageEventDefinition ${sent} /></bpmn:intermediateThrowEvent></bpmn:subProcess></bpmn:process>
  <bpmn:process id="Q" isExecutable="true"><bpmn:receiveTask id="Warten" ${received} /></bpmn:process>
</bpmn:definitions>`;

async function read(flow: string, sent: string, received: string) {
  const { model, findings } = await readBpmn(file(flow, sent, received));
  if (!model) throw new Error(JSON.stringify(findings));
  const [sender, receiver] = model.processes;
  const throwing = sender?.nodes[0]?.content?.nodes[0]?.definitions[0];
  return { model, ends: [throwing, receiver?.nodes[0]?.message] };
}

const named = { kind: 'message', name: 'anfrage', correlationKey: '=fall' };
const ref = 'messageRef="M"';

test('reads pools, black boxes and message flows', async () => {
  const { model } = await read(ref, '', '');
  expect(model.participants).toEqual([
    { id: 'Jobcenter', name: 'Jobcenter', process: 'P' },
    { id: 'Amt', name: null, process: 'Q' },
    { id: 'Person', name: null, process: null },
  ]);
  expect(model.messageFlows[0]).toEqual({
    ...{ id: 'F', name: 'fragt', source: 'Senden', target: 'Warten', message: 'anfrage' },
  });
});

test.each([
  ['both ends', '', ref, ref],
  ['the receiver', '', '', ref],
  ['the sender', '', ref, ''],
])('a message that %s name is that of both', async (_who, flow, sent, received) => {
  const { ends } = await read(flow, sent, received);
  expect(ends.map((end) => end && 'name' in end && end.name)).toEqual(['anfrage', 'anfrage']);
});

test('a message flow names the message of its ends; the key of the receiver is how the sender addresses it', async () => {
  expect((await read(ref, '', '')).ends.map((end) => end && 'name' in end && end.name)).toEqual([
    'anfrage',
    'anfrage',
  ]);
  expect((await read('', '', ref)).ends).toEqual([named, named]);
});

test('without any name nothing is made up', async () => {
  expect((await read('', '', '')).ends).toMatchObject([{ name: null }, { name: null }]);
});
