import { explain, rootVariables, step } from './index.js';
import type { Command, Definition, InstanceState } from './index.js';
import { chain, definitionOf } from './testing.js';

const stamp = { now: '2026-03-02T09:00:00+01:00' };
const ends = '<bpmn:startEvent id="s" /><bpmn:endEvent id="e" />';
const extended = (inner: string) => `<bpmn:extensionElements>${inner}</bpmn:extensionElements>`;
const job = `<bpmn:serviceTask id="j">${extended('<zeebe:taskDefinition type="mail" retries="5" /><zeebe:taskHeaders><zeebe:header key="vorlage" value="v" /></zeebe:taskHeaders>')}</bpmn:serviceTask>`;

function start(definition: Definition, variables = {}) {
  return step(definition, null, { type: 'start', process: 'P', variables }, stamp);
}

function refused(definition: Definition, state: InstanceState | null, command: Command): string | undefined {
  const result = step(definition, state, command, stamp);
  if (state) expect(result.state).toBe(state);
  expect([result.events, result.effects]).toEqual([[], []]);
  return result.problem?.code;
}

describe('step', () => {
  test('a user task opens with everything the host needs', async () => {
    const definition = await definitionOf(
      `${ends}<bpmn:userTask id="u" name="Prüfen">${extended(
        '<zeebe:userTask /><zeebe:formDefinition formId="f" /><zeebe:assignmentDefinition assignee="=wer" candidateGroups="a, b" candidateUsers="=[&quot;x&quot;]" /><zeebe:taskSchedule dueDate="=now() + duration(&quot;P1D&quot;)" /><zeebe:taskHeaders><zeebe:header key="k" value="v" /></zeebe:taskHeaders><zeebe:ioMapping><zeebe:input source="=wer" target="an.wen" /></zeebe:ioMapping><zeebe:properties><zeebe:property name="hilfe" value="h" /></zeebe:properties>',
      )}</bpmn:userTask>${chain('s', 'u', 'e')}`,
    );
    const { effects, events, state } = start(definition, { wer: 'ich' });
    expect(effects).toEqual([
      {
        type: 'openUserTask',
        key: expect.any(String),
        elementId: 'u',
        name: 'Prüfen',
        form: 'f',
        assignee: 'ich',
        candidateGroups: ['a', 'b'],
        candidateUsers: ['x'],
        dueDate: '2026-03-03T09:00:00+01:00',
        followUpDate: null,
        headers: { k: 'v' },
        variables: { an: { wen: 'ich' } },
      },
    ]);
    expect(events.find(({ elementId }) => elementId === 'u')).toMatchObject({
      type: 'elementActivated',
      properties: { hilfe: 'h' },
    });
    expect(explain(definition, state)).toMatchObject([
      {
        elementId: 'u',
        elementName: 'Prüfen',
        elementType: 'userTask',
        waitingFor: 'userTask',
        since: stamp.now,
      },
    ]);
    expect(JSON.stringify(state).length).toBeLessThan(1_000);
  });

  test('a failed job is an incident; a retry with better variables opens it anew', async () => {
    const definition = await definitionOf(`${ends}${job}${chain('s', 'j', 'e')}`);
    const opened = start(definition);
    const { key } = opened.effects[0]!;
    expect(opened.effects[0]).toMatchObject({ jobType: 'mail', retries: 5, headers: { vorlage: 'v' } });
    const failed = step(definition, opened.state, { type: 'fail', key, message: 'weg' }, stamp);
    expect(failed.state.status).toBe('incident');
    expect(failed.effects).toEqual([{ type: 'closeJob', key, elementId: 'j', reason: 'cancelled' }]);
    const [position] = explain(definition, failed.state);
    expect(position).toMatchObject({ waitingFor: 'incident', detail: 'JOB_FAILED' });
    const retry: Command = { type: 'retry', key: position!.key, variables: { an: 'x' } };
    const again = step(definition, failed.state, retry, stamp);
    expect(again.state.status).toBe('active');
    expect(again.effects).toMatchObject([{ type: 'openJob', variables: { an: 'x' } }]);
    expect(again.effects[0]!.key).not.toBe(key);
    expect(refused(definition, again.state, retry)).toBe('WAIT_STATE_GONE');
  });

  test('an incident while completing goes on with what had been delivered', async () => {
    const definition = await definitionOf(
      `${ends}<bpmn:userTask id="u">${extended('<zeebe:userTask /><zeebe:ioMapping><zeebe:output source="=a + b" target="c" /></zeebe:ioMapping>')}</bpmn:userTask>${chain('s', 'u', 'e')}`,
    );
    const opened = start(definition);
    const key = opened.effects[0]!.key;
    const stuck = step(definition, opened.state, { type: 'complete', key, variables: { a: 1 } }, stamp);
    expect(stuck.state.status).toBe('incident');
    const incident = explain(definition, stuck.state)[0]!.key;
    const done = step(definition, stuck.state, { type: 'retry', key: incident, variables: { b: 2 } }, stamp);
    expect(done.state.status).toBe('completed');
    expect(rootVariables(done.state)).toEqual({ b: 2, c: 3 });
  });

  test('commands that do not fit are refused and change nothing', async () => {
    const definition = await definitionOf(`${ends}${job}${chain('s', 'j', 'e')}`);
    const { state, effects } = start(definition);
    const { key } = effects[0]!;
    expect(refused(definition, null, { type: 'complete', key })).toBe('NOT_STARTED');
    expect(refused(definition, state, { type: 'start', process: 'P' })).toBe('ALREADY_STARTED');
    expect(refused(definition, null, { type: 'start', process: 'Q' })).toBe('UNKNOWN_PROCESS');
    expect(refused(definition, null, { type: 'start', process: 'P', startEvent: 'x' })).toBe(
      'NO_START_EVENT',
    );
    expect(refused(definition, state, { type: 'timer', key })).toBe('WRONG_COMMAND');
    expect(refused(definition, state, { type: 'complete', key: 'toString' })).toBe('WAIT_STATE_GONE');
    const done = step(definition, state, { type: 'complete', key }, stamp);
    expect(done.state.status).toBe('completed');
    expect(refused(definition, done.state, { type: 'complete', key })).toBe('WAIT_STATE_GONE');
    expect(refused(definition, done.state, { type: 'cancel', reason: '' })).toBe('INSTANCE_ENDED');
  });

  test('cancelling closes everything', async () => {
    const definition = await definitionOf(`${ends}${job}${chain('s', 'j', 'e')}`);
    const { state } = start(definition);
    const {
      state: after,
      effects,
      events,
    } = step(definition, state, { type: 'cancel', reason: 'Irrtum' }, stamp);
    expect([after.status, after.tokens, after.waits]).toEqual(['terminated', {}, {}]);
    expect(effects).toMatchObject([{ type: 'closeJob', reason: 'cancelled' }]);
    expect(events.map(({ type }) => type)).toEqual(['elementTerminated', 'instanceTerminated']);
    expect(explain(definition, after)).toEqual([]);
  });

  test('the step budget stops an endless loop, which a retry continues', async () => {
    const definition = await definitionOf(
      `<bpmn:startEvent id="s" /><bpmn:task id="a" /><bpmn:task id="b" />${chain('s', 'a', 'b')}<bpmn:sequenceFlow id="back" sourceRef="b" targetRef="a" />`,
    );
    const { state } = step(definition, null, { type: 'start', process: 'P' }, stamp, { budget: 100 });
    expect(explain(definition, state)).toMatchObject([{ waitingFor: 'incident', detail: 'STEP_BUDGET' }]);
  });

  test('ids may have dots and names of object members', async () => {
    const definition = await definitionOf(
      `<bpmn:startEvent id="toString" /><bpmn:parallelGateway id="valueOf" /><bpmn:task id="a.b" /><bpmn:task id="a" /><bpmn:parallelGateway id="constructor" /><bpmn:endEvent id="e" />${chain('toString', 'valueOf', 'a.b', 'constructor', 'e')}${chain('valueOf', 'a', 'constructor')}`,
    );
    expect(start(definition).state.status).toBe('completed');
  });
});
