import { definitions, modelOf, nodeOf, process, processOf } from './testing.js';

const compensation = '<bpmn:compensateEventDefinition />';
const undo = `<bpmn:task id="t" /><bpmn:task id="h" isForCompensation="true" /><bpmn:boundaryEvent id="b" attachedToRef="t">${compensation}</bpmn:boundaryEvent>`;
const association = (from: string, to: string) =>
  `<bpmn:association id="as_${from}" sourceRef="${from}" targetRef="${to}" />`;
const handlerOf = async (xml: string) => (await nodeOf(xml, 'b')).compensationHandler;

describe('compensation handlers', () => {
  test('the association may be drawn beside, inside, outside, in the collaboration, and either way', async () => {
    expect(await handlerOf(process(undo))).toBeNull();
    expect(await handlerOf(process(undo + association('b', 'h')))).toBe('h');
    expect(await handlerOf(process(undo + association('h', 'b')))).toBe('h');
    const inner = (content: string, outer: string) =>
      process(`<bpmn:subProcess id="s">${undo}${content}</bpmn:subProcess>${outer}`);
    expect(await handlerOf(inner(association('b', 'h'), ''))).toBe('h');
    expect(await handlerOf(inner('', association('b', 'h')))).toBe('h');
    const pool = `<bpmn:collaboration id="c"><bpmn:participant id="pp" processRef="p" />${association('b', 'h')}</bpmn:collaboration>`;
    const around = definitions(`${pool}<bpmn:process id="p" isExecutable="true">${undo}</bpmn:process>`);
    expect(await handlerOf(around)).toBe('h');
  });

  test('a note at the event is none', async () => {
    const note = '<bpmn:textAnnotation id="n"><bpmn:text>Warum</bpmn:text></bpmn:textAnnotation>';
    expect(await handlerOf(process(undo + note + association('b', 'n')))).toBeNull();
    const both = association('b', 'n') + association('b', 'h').replace('as_b', 'as_h');
    expect(await handlerOf(process(undo + note + both))).toBe('h');
  });
});

test('lanes: nested ones after the lane around them, and those of sub-processes', async () => {
  const groups =
    '<bpmn:extensionElements><zeebe:properties><zeebe:property name="candidateGroups" value="ks:koordination" /></zeebe:properties></bpmn:extensionElements>';
  const { lanes } = await processOf(
    process(`<bpmn:laneSet id="ls"><bpmn:lane id="l1" name="Amt"><bpmn:flowNodeRef>a</bpmn:flowNodeRef><bpmn:flowNodeRef>b</bpmn:flowNodeRef>
      <bpmn:childLaneSet id="cl"><bpmn:lane id="l2">${groups}<bpmn:flowNodeRef>b</bpmn:flowNodeRef></bpmn:lane></bpmn:childLaneSet></bpmn:lane></bpmn:laneSet>
      <bpmn:task id="a" /><bpmn:task id="b" /><bpmn:subProcess id="s"><bpmn:laneSet id="l3s"><bpmn:lane id="l3"><bpmn:flowNodeRef>c</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet><bpmn:task id="c" /></bpmn:subProcess>`),
  );
  expect(lanes).toEqual([
    { id: 'l1', name: 'Amt', nodes: ['a', 'b'], candidateGroups: null },
    { id: 'l2', name: null, nodes: ['b'], candidateGroups: 'ks:koordination' },
    { id: 'l3', name: null, nodes: ['c'], candidateGroups: null },
  ]);
});

test('pools and message flows', async () => {
  const model = await modelOf(
    definitions(`<bpmn:message id="m" name="antwort" /><bpmn:collaboration id="c"><bpmn:participant id="p1" name="Amt" processRef="p" /><bpmn:participant id="p2" name="Mensch" />
      <bpmn:messageFlow id="mf" name="fragt" sourceRef="t" targetRef="p2" messageRef="m" /></bpmn:collaboration><bpmn:process id="p"><bpmn:task id="t" /></bpmn:process>`),
  );
  expect(model.participants).toEqual([
    { id: 'p1', name: 'Amt', process: 'p' },
    { id: 'p2', name: 'Mensch', process: null },
  ]);
  expect(model.messageFlows).toEqual([
    { id: 'mf', name: 'fragt', source: 't', target: 'p2', message: 'antwort' },
  ]);
});

test('global tasks are processes of one task, executable beside an executable one', async () => {
  const script =
    '<bpmn:extensionElements><zeebe:script expression="=1" resultVariable="r" /></bpmn:extensionElements>';
  const xml = definitions(
    `<bpmn:globalScriptTask id="g" name="Rechnen">${script}</bpmn:globalScriptTask><bpmn:globalTask id="n" /><bpmn:process id="p" isExecutable="true" />`,
  );
  const [, global, none] = (await modelOf(xml)).processes;
  expect(global).toMatchObject({ id: 'g', name: 'Rechnen', executable: true });
  expect(global?.nodes.map(({ id, type, incoming, outgoing }) => [id, type, incoming, outgoing])).toEqual([
    ['g#start', 'startEvent', [], ['g#in']],
    ['g#task', 'scriptTask', ['g#in'], ['g#out']],
    ['g#end', 'endEvent', ['g#out'], []],
  ]);
  expect(global?.nodes[1]?.extensions.script).toEqual({ expression: '=1', resultVariable: 'r' });
  expect(none?.nodes[1]).toMatchObject({ type: 'task', name: null });
});

test('call activities: the extension with its binding, else the attribute', async () => {
  const call =
    '<bpmn:extensionElements><zeebe:calledElement processId="x" bindingType="versionTag" versionTag="v1" propagateAllChildVariables="false" /></bpmn:extensionElements>';
  const xml = process(
    `<bpmn:callActivity id="a" calledElement="y" /><bpmn:callActivity id="b" calledElement="y">${call}</bpmn:callActivity>`,
  );
  expect((await nodeOf(xml, 'a')).extensions.calledElement).toMatchObject({
    processId: 'y',
    binding: 'latest',
  });
  expect((await nodeOf(xml, 'b')).extensions.calledElement).toEqual({
    processId: 'x',
    binding: 'versionTag',
    versionTag: 'v1',
    propagateAllChildVariables: false,
    propagateAllParentVariables: true,
  });
});

test('gateways, receivers, quantities', async () => {
  const xml = process(`<bpmn:eventBasedGateway id="g" instantiate="true" eventGatewayType="Parallel" />
    <bpmn:complexGateway id="c" default="f"><bpmn:activationCondition>=activationCount &gt; 1</bpmn:activationCondition></bpmn:complexGateway>
    <bpmn:receiveTask id="r" instantiate="true" startQuantity="2" completionQuantity="3" /><bpmn:sequenceFlow id="f" sourceRef="c" targetRef="r" />`);
  expect(await nodeOf(xml, 'g')).toMatchObject({ instantiate: true, allEvents: true });
  expect(await nodeOf(xml, 'c')).toMatchObject({
    activationCondition: '=activationCount > 1',
    defaultFlow: 'f',
  });
  expect(await nodeOf(xml, 'r')).toMatchObject({
    instantiate: true,
    startQuantity: 2,
    completionQuantity: 3,
  });
});

test('flows come in the order that the node lists, then in that of the file', async () => {
  const flow = (id: string) => `<bpmn:sequenceFlow id="${id}" sourceRef="a" targetRef="b" />`;
  const listed = '<bpmn:outgoing>f3</bpmn:outgoing><bpmn:outgoing>f1</bpmn:outgoing>';
  const xml = process(
    `<bpmn:task id="a">${listed}</bpmn:task><bpmn:task id="b" />${flow('f1')}${flow('f2')}${flow('f3')}`,
  );
  expect((await nodeOf(xml, 'a')).outgoing).toEqual(['f3', 'f1', 'f2']);
  expect((await nodeOf(xml, 'b')).incoming).toEqual(['f1', 'f2', 'f3']);
});
