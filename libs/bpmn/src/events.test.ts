import { definitions, nodeOf, process } from './testing.js';

const roots = `<bpmn:message id="m" name="antwort"><bpmn:extensionElements><zeebe:subscription correlationKey="=id" /></bpmn:extensionElements></bpmn:message>
  <bpmn:signal id="sg" name="alarm" /><bpmn:error id="er" name="Fehler" errorCode="E1" /><bpmn:escalation id="es" name="Stufe" escalationCode="S1" />
  <bpmn:messageEventDefinition id="md" messageRef="m" /><bpmn:signalEventDefinition id="sd" signalRef="sg" />
  <bpmn:timerEventDefinition id="td"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>`;
const file = (content: string) =>
  definitions(`${roots}<bpmn:process id="p" isExecutable="true">${content}</bpmn:process>`);
const definitionsOf = async (inner: string, element = 'intermediateCatchEvent') =>
  (await nodeOf(file(`<bpmn:${element} id="e">${inner}</bpmn:${element}>`), 'e')).definitions;

test('definitions by reference read as those that stand inside, several of both together', async () => {
  const refs = ['md', 'sd', 'td'].map((id) => `<bpmn:eventDefinitionRef>${id}</bpmn:eventDefinitionRef>`);
  const message = { kind: 'message', name: 'antwort', correlationKey: '=id' };
  const signal = { kind: 'signal', name: 'alarm' };
  const timer = { kind: 'timer', form: 'duration', value: 'PT1H' };
  expect(await definitionsOf(refs.join(''))).toEqual([message, signal, timer]);
  expect(await definitionsOf(`${refs[1]}<bpmn:messageEventDefinition messageRef="m" />`)).toEqual([
    message,
    signal,
  ]);
  expect(await definitionsOf(refs[1] ?? '', 'endEvent')).toEqual([signal]);
});

test.each([
  ['errorEventDefinition errorRef="er"', { kind: 'error', code: 'E1', name: 'Fehler' }],
  ['escalationEventDefinition escalationRef="es"', { kind: 'escalation', code: 'S1', name: 'Stufe' }],
  ['signalEventDefinition', { kind: 'signal', name: null }],
  ['messageEventDefinition', { kind: 'message', name: null, correlationKey: null }],
  ['linkEventDefinition name="L"', { kind: 'link', name: 'L' }],
  ['terminateEventDefinition', { kind: 'terminate' }],
  ['cancelEventDefinition', { kind: 'cancel' }],
  ['compensateEventDefinition', { kind: 'compensate', activity: null, waitForCompletion: true }],
  [
    'compensateEventDefinition activityRef="a" waitForCompletion="false"',
    { kind: 'compensate', activity: 'a', waitForCompletion: false },
  ],
  ['timerEventDefinition', { kind: 'timer', form: null, value: '' }],
])('<%s>', async (tag, expected) => {
  const xml = file(`<bpmn:task id="a" /><bpmn:endEvent id="e"><bpmn:${tag} /></bpmn:endEvent>`);
  expect((await nodeOf(xml, 'e')).definitions).toEqual([expected]);
});

test.each([
  ['timeDate', 'date'],
  ['timeDuration', 'duration'],
  ['timeCycle', 'cycle'],
])('a timer with %s', async (name, form) => {
  const inner = `<bpmn:timerEventDefinition><bpmn:${name}> =x </bpmn:${name}></bpmn:timerEventDefinition>`;
  expect(await definitionsOf(inner)).toEqual([{ kind: 'timer', form, value: '=x' }]);
});

test('a condition with and without the variables that it hears', async () => {
  const condition = '<bpmn:condition>=a &gt; 1</bpmn:condition>';
  const filter =
    '<bpmn:extensionElements><zeebe:conditionalFilter variableNames="a, b" /></bpmn:extensionElements>';
  const read = (inner: string) =>
    definitionsOf(`<bpmn:conditionalEventDefinition>${inner}</bpmn:conditionalEventDefinition>`);
  expect(await read(condition)).toEqual([{ kind: 'conditional', condition: '=a > 1', variables: null }]);
  expect(await read(filter + condition)).toMatchObject([{ variables: ['a', 'b'] }]);
});

test('events: parallel multiple, interrupting, publishing', async () => {
  const publish =
    '<bpmn:extensionElements><zeebe:publishMessage correlationKey="=k" messageId="=i" timeToLive="PT1H" /></bpmn:extensionElements>';
  const xml = process(`<bpmn:task id="t" />
    <bpmn:boundaryEvent id="b" attachedToRef="t" cancelActivity="false" parallelMultiple="true"><bpmn:signalEventDefinition /><bpmn:timerEventDefinition /></bpmn:boundaryEvent>
    <bpmn:intermediateThrowEvent id="x">${publish}<bpmn:messageEventDefinition /></bpmn:intermediateThrowEvent>
    <bpmn:subProcess id="s" triggeredByEvent="true"><bpmn:startEvent id="st" isInterrupting="false"><bpmn:signalEventDefinition /></bpmn:startEvent></bpmn:subProcess>`);
  expect(await nodeOf(xml, 'b')).toMatchObject({
    attachedTo: 't',
    interrupting: false,
    parallelMultiple: true,
  });
  expect((await nodeOf(xml, 'x')).extensions.publishMessage).toEqual({
    correlationKey: '=k',
    timeToLive: 'PT1H',
  });
  expect(await nodeOf(xml, 's')).toMatchObject({ triggeredByEvent: true });
  expect(await nodeOf(xml, 'st')).toMatchObject({ interrupting: false });
});
