import { startConditionHolds, startSubscriptions, startTimer } from './subscriptions.js';
import { chain, definitionOf, timer } from './testing.js';

const now = '2026-03-02T09:00:00+01:00';
const start = (definition: string) =>
  `<bpmn:startEvent id="S">${definition}</bpmn:startEvent><bpmn:endEvent id="E" />${chain('S', 'E')}`;
const named =
  '<bpmn:message id="M" name="=&quot;meldung-&quot; + string(1)" /><bpmn:signal id="Sig" name="feierabend" />';

test('every definition of a start event starts an instance', async () => {
  const several = `<bpmn:messageEventDefinition messageRef="M" /><bpmn:signalEventDefinition signalRef="Sig" />${timer('timeCycle', 'R/P1D')}<bpmn:conditionalEventDefinition><bpmn:condition>=n = 1</bpmn:condition></bpmn:conditionalEventDefinition>`;
  const at = { process: 'P', startEvent: 'S' };
  expect(startSubscriptions(await definitionOf(start(several), named))).toEqual([
    { ...at, definition: 0, kind: 'message', message: 'meldung-1' },
    { ...at, definition: 1, kind: 'signal', signal: 'feierabend' },
    { ...at, definition: 2, kind: 'timer', timer: { form: 'cycle', value: 'R/P1D' } },
    { ...at, definition: 3, kind: 'condition', condition: '=n = 1' },
  ]);
});

test('receive tasks and events behind gateways start instances when they say so', async () => {
  const gateway = `<bpmn:eventBasedGateway id="G" instantiate="true" /><bpmn:intermediateCatchEvent id="C"><bpmn:signalEventDefinition signalRef="Sig" /></bpmn:intermediateCatchEvent><bpmn:receiveTask id="R" instantiate="true" messageRef="M" />${chain('G', 'C')}`;
  const found = startSubscriptions(await definitionOf(gateway, named));
  expect(found.map(({ startEvent, kind }) => [startEvent, kind])).toEqual([
    ['C', 'signal'],
    ['R', 'message'],
  ]);
});

test.each([
  ['duration', 'PT1H', '2026-03-02T10:00:00+01:00'],
  ['date', '=string(date and time("2026-04-01T00:00:00Z"))', '2026-04-01T00:00:00Z'],
  ['duration', '="PT" + string(2) + "H"', '2026-03-02T11:00:00+01:00'],
] as const)('a %s %s is due at %s', (form, value, due) => {
  expect(startTimer({ form, value }, now)?.due).toBe(due);
});

test.each(['=frist', '=1 +', 'morgen'])('%s says no time before there are variables', (value) => {
  expect(startTimer({ form: 'duration', value }, now)).toBeNull();
});

test.each([
  ['=n > 3', { n: 4 }, true],
  ['n > 3', { n: 4 }, true],
  ['=n > 3', { n: 3 }, false],
  ['=n > 3', {}, false],
  ['=n', { n: 4 }, false],
  ['=n >', { n: 4 }, false],
])('start condition %s for %j: %s', (condition, variables, holds) => {
  expect(startConditionHolds(condition, variables, now)).toBe(holds);
});
