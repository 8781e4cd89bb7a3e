import { createMachine, initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot } from 'xstate';
import { chain, extended, modelOf, timer, userTask } from '../testing.js';
import { exportable, exportMachine } from './export.js';
import type { MachineJson } from './export.js';

async function machineOf(content: string, beside = ''): Promise<MachineJson> {
  const [process] = exportable(await modelOf(content, beside));
  if (!process) throw new Error('no process');
  return JSON.parse(JSON.stringify(exportMachine(process))) as MachineJson;
}

/** Where a token gets by these events, where these conditions hold. */
function walk(json: MachineJson, events: string[], holding: string[] = []): AnyMachineSnapshot {
  const named = (pattern: RegExp) =>
    [...JSON.stringify(json).matchAll(pattern)].map(([, name]) => name ?? '');
  const guards = named(/"guard":\{"type":"([^"]*)"/g).map((name) => [name, () => holding.includes(name)]);
  const actors = named(/"src":"([^"]*)"/g).map((name) => [name, createMachine({})]);
  const provided = { guards: Object.fromEntries(guards), actors: Object.fromEntries(actors) } as never;
  const machine = createMachine(json as object).provide(provided);
  const [first] = initialTransition(machine);
  return events.reduce<AnyMachineSnapshot>((at, type) => transition(machine, at, { type })[0], first);
}

const events = '<bpmn:startEvent id="S" /><bpmn:endEvent id="E" />';
const job = extended('<zeebe:taskDefinition type="dienst" />');
const flow = (id: string, from: string, to: string, name = '', condition = '') =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" ${name && `name="${name}"`}>${condition && `<bpmn:conditionExpression>${condition}</bpmn:conditionExpression>`}</bpmn:sequenceFlow>`;

describe('a choice', () => {
  const content = `${events}${userTask('Pruefen')}<bpmn:exclusiveGateway id="G" default="nein" />${chain('S', 'Pruefen', 'G')}
    ${flow('nein', 'G', 'Pruefen', 'nein')}${flow('ja', 'G', 'E', 'in Ordnung', '=betrag &gt; 100')}`;

  test('is walked as it is drawn: the default flow last', async () => {
    const json = await machineOf(content);
    expect(walk(json, []).value).toBe('Pruefen');
    expect(walk(json, ['complete']).value).toBe('Pruefen');
    expect(walk(json, ['complete', 'complete'], ['in Ordnung'])).toMatchObject({
      value: 'E',
      status: 'done',
    });
  });

  test('names its conditions, with the FEEL text beside', async () => {
    const { states } = await machineOf(content);
    expect(states['G']?.always).toEqual([
      {
        target: 'E',
        description: 'in Ordnung\n\nbetrag > 100',
        guard: { type: 'in Ordnung', params: { expression: 'betrag > 100' } },
        meta: { flow: 'ja' },
      },
      { target: 'Pruefen', description: 'nein', meta: { flow: 'nein' } },
    ]);
  });

  test('conditions called the same are told apart', async () => {
    const { states } = await machineOf(`${events}<bpmn:exclusiveGateway id="G" /><bpmn:endEvent id="E.2" />
      ${chain('S', 'G')}${flow('a', 'G', 'E', 'ja', '=x')}${flow('b', 'G', 'E.2', 'ja', '=y')}`);
    expect(states['G']?.always?.map(({ guard, target }) => [guard?.type, target])).toEqual([
      ['ja (a)', 'E'],
      ['ja (b)', 'E\\.2'],
    ]);
  });
});

test('name and documentation describe a state; what it does is its entry', async () => {
  const { states, description, id } = await machineOf(
    `${events}<bpmn:serviceTask id="Melden"  name="Melden"><bpmn:documentation>Sagt Bescheid.</bpmn:documentation>${job}</bpmn:serviceTask>${chain('S', 'Melden', 'E')}`,
  );
  expect({ id, description }).toEqual({ id: 'P', description: undefined });
  expect(states['Melden']).toEqual({
    description: 'Melden\n\nSagt Bescheid.',
    entry: [{ type: 'openJob', params: { jobType: 'dienst' } }],
    on: { complete: [{ target: 'E', meta: { flow: 'Melden_E' } }] },
    meta: { bpmn: 'serviceTask', name: 'Melden' },
  });
});

describe('a sub-process', () => {
  const inside = `<bpmn:startEvent id="S2" />${userTask('A')}<bpmn:endEvent id="E2" />${chain('S2', 'A', 'E2')}`;
  const wrong = `<bpmn:endEvent id="F"><bpmn:errorEventDefinition errorRef="err" /></bpmn:endEvent>`;
  const around = (
    content: string,
  ) => `${events}<bpmn:subProcess id="Sub">${content}</bpmn:subProcess>${chain('S', 'Sub', 'E')}
    <bpmn:boundaryEvent id="Frist" name="eine Stunde" attachedToRef="Sub">${timer('timeDuration', 'PT1H')}</bpmn:boundaryEvent>
    <bpmn:boundaryEvent id="Falsch" attachedToRef="Sub"><bpmn:errorEventDefinition errorRef="err" /></bpmn:boundaryEvent>
    <bpmn:endEvent id="Spaet" />${chain('Frist', 'Spaet')}<bpmn:endEvent id="E3" />${chain('Falsch', 'E3')}`;
  const error = '<bpmn:error id="err" errorCode="FALSCH" />';

  test('is a state with states, left when they are done', async () => {
    const json = await machineOf(around(inside), error);
    expect(walk(json, []).value).toEqual({ Sub: 'A' });
    expect(walk(json, ['complete']).value).toBe('E');
  });

  test('is left by its boundary events: time and errors', async () => {
    const json = await machineOf(around(inside), error);
    expect(json.states['Sub']?.after).toEqual({ 3600000: [{ target: 'Frist', description: 'eine Stunde' }] });
    expect(walk(json, ['xstate.after.3600000.P.Sub']).value).toBe('Spaet');
    expect(walk(json, ['error.FALSCH']).value).toBe('E3');
  });

  test('an error thrown inside leads to the boundary event that catches it', async () => {
    const thrown = `<bpmn:startEvent id="S2" />${userTask('A')}${wrong}${chain('S2', 'A', 'F')}`;
    expect(walk(await machineOf(around(thrown), error), ['complete']).value).toBe('E3');
  });

  test('an event sub-process takes over from anywhere, and ends the scope', async () => {
    const message = '<bpmn:message id="M" name="Abbruch" />';
    const stop = `<bpmn:subProcess id="Stopp" triggeredByEvent="true"><bpmn:startEvent id="S3"><bpmn:messageEventDefinition messageRef="M" /></bpmn:startEvent>${userTask('B')}<bpmn:endEvent id="E4" />${chain('S3', 'B', 'E4')}</bpmn:subProcess>`;
    const json = await machineOf(around(inside + stop), error + message);
    expect(walk(json, ['message.Abbruch']).value).toEqual({ Sub: { Stopp: 'B' } });
    expect(walk(json, ['message.Abbruch', 'complete']).value).toBe('E');
  });
});

test('where a token splits, each flow is a way to follow', async () => {
  const json = await machineOf(
    `${events}<bpmn:parallelGateway id="F" /><bpmn:parallelGateway id="J" />${userTask('A')}${userTask('B')}${chain('S', 'F', 'A', 'J', 'E')}${chain('F', 'B', 'J')}`,
  );
  expect(walk(json, []).value).toBe('F');
  expect(walk(json, ['flow.F_B']).value).toBe('B');
  expect(walk(json, ['flow.F_A', 'complete']).status).toBe('done');
});

test('an event-based gateway waits for what stands behind it', async () => {
  const json = await machineOf(
    `${events}<bpmn:eventBasedGateway id="G" /><bpmn:intermediateCatchEvent id="M1"><bpmn:messageEventDefinition messageRef="M" /></bpmn:intermediateCatchEvent>
    <bpmn:intermediateCatchEvent id="T">${timer('timeDate', '=frist')}</bpmn:intermediateCatchEvent><bpmn:endEvent id="E2" />${chain('S', 'G', 'M1', 'E')}${chain('G', 'T', 'E2')}`,
    '<bpmn:message id="M" name="Antwort" />',
  );
  expect(walk(json, ['message.Antwort']).value).toBe('E');
  expect(walk(json, ['timer.frist']).value).toBe('E2');
});

test('a call is an invoked machine', async () => {
  const json = await machineOf(
    `${events}<bpmn:callActivity id="C">${extended('<zeebe:calledElement processId="Q" />')}</bpmn:callActivity>${chain('S', 'C', 'E')}`,
  );
  expect(json.states['C']?.invoke).toMatchObject({ id: 'C', src: 'Q' });
  expect(walk(json, ['xstate.done.actor.C']).value).toBe('E');
});

test('several ways to begin are a choice', async () => {
  const json = await machineOf(
    `${events}<bpmn:startEvent id="S2"><bpmn:messageEventDefinition messageRef="M" /></bpmn:startEvent>${userTask('A')}${chain('S', 'E')}${chain('S2', 'A', 'E')}`,
    '<bpmn:message id="M" name="Meldung" />',
  );
  expect(walk(json, ['message.Meldung']).value).toBe('A');
  expect(walk(json, ['start.S']).value).toBe('E');
});

test('compensation goes to the handler that is drawn', async () => {
  const json = await machineOf(
    `${events}${userTask('A')}<bpmn:boundaryEvent id="B" attachedToRef="A"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent>
    <bpmn:userTask id="Zurueck" isForCompensation="true" />${userTask('C')}${chain('S', 'A', 'C', 'E')}<bpmn:association id="X" sourceRef="B" targetRef="Zurueck" associationDirection="One" />`,
  );
  expect(walk(json, ['complete', 'compensate.A']).value).toBe('Zurueck');
});

test('in an ad-hoc sub-process activities begin in any order', async () => {
  const json = await machineOf(
    `${events}<bpmn:adHocSubProcess id="H">${userTask('A')}${userTask('B')}</bpmn:adHocSubProcess>${chain('S', 'H', 'E')}`,
  );
  expect(walk(json, ['start.B']).value).toEqual({ H: 'B' });
  expect(walk(json, ['start.B', 'complete', 'start.A']).value).toEqual({ H: 'A' });
  expect(walk(json, ['start.B', 'complete', 'complete']).value).toBe('E');
});
