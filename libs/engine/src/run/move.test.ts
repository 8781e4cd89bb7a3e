import { chain, definitionOf, each, Play, timer, userTask } from '../testing.js';
import { step } from '../step.js';
import type { Command } from '../types.js';

const simple = `<bpmn:startEvent id="S" />${userTask('A')}${userTask('B')}<bpmn:endEvent id="E" />${chain('S', 'A', 'B', 'E')}`;
const nested = `<bpmn:startEvent id="S" />${userTask('A')}<bpmn:subProcess id="U">
  <bpmn:startEvent id="US" />${userTask('X')}${userTask('Y')}<bpmn:endEvent id="UE" />${chain('US', 'X', 'Y', 'UE')}
</bpmn:subProcess><bpmn:boundaryEvent id="T" attachedToRef="U">${timer('timeDuration', 'P1D')}</bpmn:boundaryEvent>
<bpmn:endEvent id="E" /><bpmn:endEvent id="ET" />${chain('S', 'A', 'U', 'E')}${chain('T', 'ET')}`;

const at = (play: Play, element: string) => play.wait(element).token ?? '';
const refused = (play: Play, command: Command) =>
  step(play.definition, play.state, command, { now: play.now }).problem?.code;

describe('modify', () => {
  test('moves a token: begins before an element and ends where it stood', async () => {
    const play = new Play(await definitionOf(simple));
    play.do({ type: 'modify', start: [{ element: 'B' }], cancel: [at(play, 'A')] });
    expect(play.waiting).toEqual(['B']);
    expect(play.seen('elementTerminated')).toEqual(['A']);
    expect(play.fire('B').state.status).toBe('completed');
  });

  test('begins after an element, which does not count as completed', async () => {
    const play = new Play(await definitionOf(simple));
    play.do({ type: 'modify', start: [{ element: 'A', position: 'after' }], cancel: [at(play, 'A')] });
    expect([play.waiting, play.seen('elementCompleted')]).toEqual([['B'], ['S']]);
  });

  test('opens the sub-process around, with its boundary events', async () => {
    const play = new Play(await definitionOf(nested));
    play.do({ type: 'modify', start: [{ element: 'Y', variables: { n: 1 } }], cancel: [at(play, 'A')] });
    expect(play.waiting.toSorted()).toEqual(['T', 'Y']);
    expect(play.variables).toEqual({ n: 1 });
    play.fire('Y');
    expect([play.state.status, play.seen('elementCompleted')]).toEqual([
      'completed',
      ['S', 'Y', 'UE', 'U', 'E'],
    ]);
  });

  test.each(['before', 'after'] as const)('opens its event sub-processes: begun %s', async (position) => {
    const listening = `<bpmn:subProcess id="L" triggeredByEvent="true"><bpmn:startEvent id="LS">${timer('timeDuration', 'P1D')}</bpmn:startEvent></bpmn:subProcess>`;
    const inside = `<bpmn:subProcess id="V">${userTask('X')}${userTask('Y')}${chain('X', 'Y')}</bpmn:subProcess>${listening}`;
    const play = new Play(
      await definitionOf(
        `<bpmn:startEvent id="S" />${userTask('A')}<bpmn:subProcess id="U">${inside}</bpmn:subProcess>${chain('S', 'A', 'U')}`,
      ),
    );
    play.do({ type: 'modify', start: [{ element: 'X', position }] });
    expect(play.waiting.toSorted()).toEqual(['A', 'LS', position === 'before' ? 'X' : 'Y']);
  });

  test('a handler that is ended does not hold up the rest of the compensation', async () => {
    const undone = (id: string) =>
      `<bpmn:task id="${id}" /><bpmn:boundaryEvent id="${id}_C" attachedToRef="${id}"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent><bpmn:userTask id="${id}_H" isForCompensation="true" /><bpmn:association id="${id}_A" sourceRef="${id}_C" targetRef="${id}_H" />`;
    const definition = await definitionOf(
      `<bpmn:startEvent id="S" />${undone('A')}${undone('B')}<bpmn:intermediateThrowEvent id="T"><bpmn:compensateEventDefinition /></bpmn:intermediateThrowEvent>${userTask('C')}${chain('S', 'A', 'B', 'T', 'C')}`,
    );
    const play = new Play(definition);
    play.do({ type: 'modify', cancel: [at(play, 'B_H')] });
    expect(play.waiting).toEqual(['A_H']);
    expect(play.do({ type: 'modify', cancel: [at(play, 'A_H')] }).waiting).toEqual(['C']);
  });

  test('a cancelled transaction is left when its last handler is ended', async () => {
    const undone =
      '<bpmn:task id="A" /><bpmn:boundaryEvent id="AC" attachedToRef="A"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent><bpmn:userTask id="H" isForCompensation="true" /><bpmn:association id="AA" sourceRef="AC" targetRef="H" />';
    const inside = `${undone}<bpmn:endEvent id="X"><bpmn:cancelEventDefinition /></bpmn:endEvent>${chain('A', 'X')}`;
    const left =
      '<bpmn:boundaryEvent id="B" attachedToRef="U"><bpmn:cancelEventDefinition /></bpmn:boundaryEvent>';
    const definition = await definitionOf(
      `<bpmn:startEvent id="S" /><bpmn:transaction id="U">${inside}</bpmn:transaction>${left}${userTask('C')}${chain('S', 'U')}${chain('B', 'C')}`,
    );
    const play = new Play(definition);
    play.do({ type: 'modify', cancel: [at(play, 'H')] });
    expect(play.waiting).toEqual(['C']);
  });

  test('uses the sub-process that already runs', async () => {
    const play = new Play(await definitionOf(nested)).fire('A');
    play.do({ type: 'modify', start: [{ element: 'Y' }] });
    expect(play.waiting.toSorted()).toEqual(['T', 'X', 'Y']);
    expect(Object.keys(play.state.scopes)).toHaveLength(2);
  });

  test('what loses its last token ends, up to the instance', async () => {
    const play = new Play(await definitionOf(nested)).fire('A');
    play.do({ type: 'modify', cancel: [at(play, 'X')], reason: 'verzogen' });
    expect(play.state.status).toBe('terminated');
    expect([play.waiting, Object.keys(play.state.tokens)]).toEqual([[], []]);
    expect(play.events.find(({ type }) => type === 'instanceModified')?.data).toMatchObject({
      reason: 'verzogen',
    });
  });

  test('gets a token out of an incident', async () => {
    const broken = `<bpmn:startEvent id="S" /><bpmn:exclusiveGateway id="G" />${userTask('B')}<bpmn:endEvent id="E" />${chain('S', 'G')}
      <bpmn:sequenceFlow id="F" sourceRef="G" targetRef="B"><bpmn:conditionExpression>=n &gt; 1</bpmn:conditionExpression></bpmn:sequenceFlow>${chain('B', 'E')}`;
    const play = new Play(await definitionOf(broken), { n: 0 });
    expect(play.state.status).toBe('incident');
    const [token] = Object.keys(play.state.tokens);
    play.do({ type: 'modify', start: [{ element: 'B' }], cancel: [token ?? ''] });
    expect([play.state.status, play.waiting]).toEqual(['active', ['B']]);
    expect(play.seen('incidentResolved')).toHaveLength(1);
  });

  test('a token that waits at a join is forgotten there', async () => {
    const parallel = `<bpmn:startEvent id="S" /><bpmn:parallelGateway id="G" />${userTask('A')}${userTask('B')}<bpmn:parallelGateway id="J" /><bpmn:endEvent id="E" />${chain('S', 'G', 'A', 'J', 'E')}${chain('G', 'B', 'J')}`;
    const play = new Play(await definitionOf(parallel)).fire('A');
    const joining = Object.values(play.state.tokens).find(({ phase }) => phase === 'joining');
    play.do({ type: 'modify', start: [{ element: 'A' }], cancel: [joining?.key ?? ''] });
    expect(Object.values(play.state.scopes)[0]?.joins).toBeUndefined();
    expect(play.fire('A').fire('B').state.status).toBe('completed');
  });

  test('says why it refuses, and does nothing', async () => {
    const play = new Play(await definitionOf(nested));
    expect(refused(play, { type: 'modify', cancel: ['99'] })).toBe('WAIT_STATE_GONE');
    expect(refused(play, { type: 'modify', start: [{ element: 'Z' }] })).toBe('UNKNOWN_ELEMENT');
    expect(refused(play, { type: 'modify', start: [{ element: 'A', scope: '99' }] })).toBe('WAIT_STATE_GONE');
    const ended = new Play(await definitionOf(simple)).fire('A').fire('B');
    expect(refused(ended, { type: 'modify', start: [{ element: 'A' }] })).toBe('INSTANCE_ENDED');
  });

  test('an element of several runs needs its scope, one of a loop that does not run its activity', async () => {
    const many = `<bpmn:startEvent id="S" />${userTask('A')}<bpmn:subProcess id="U">${each('')}
      <bpmn:startEvent id="US" />${userTask('X')}<bpmn:endEvent id="UE" />${chain('US', 'X', 'UE')}</bpmn:subProcess>
      <bpmn:endEvent id="E" />${chain('S', 'A', 'U', 'E')}`;
    const play = new Play(await definitionOf(many), { liste: [1, 2] });
    expect(refused(play, { type: 'modify', start: [{ element: 'X' }] })).toBe('INSIDE_LOOP');
    play.fire('A');
    expect(refused(play, { type: 'modify', start: [{ element: 'X' }] })).toBe('SEVERAL_SCOPES');
    const [scope] = Object.values(play.state.scopes).filter(({ element }) => element === 'U');
    play.do({ type: 'modify', start: [{ element: 'X', scope: scope?.key ?? '' }] });
    expect(play.waiting).toEqual(['X', 'X', 'X']);
  });

  test('updateVariables writes the instance, or what an activity holds for itself', async () => {
    const play = new Play(await definitionOf(simple));
    play.do({ type: 'updateVariables', variables: { n: 1 } });
    const key = at(play, 'A');
    play.do({ type: 'updateVariables', key, variables: { n: 2 } });
    expect([play.variables, play.state.tokens[key]?.variables]).toEqual([{ n: 1 }, { n: 2 }]);
    expect(refused(play, { type: 'updateVariables', key: '99', variables: {} })).toBe('WAIT_STATE_GONE');
  });

  test('throwEscalation leaves the task open unless it is caught interrupting', async () => {
    const escalated = (cancel: boolean) =>
      `<bpmn:startEvent id="S" />${userTask('A')}<bpmn:boundaryEvent id="B" attachedToRef="A" cancelActivity="${cancel}"><bpmn:escalationEventDefinition escalationRef="X" /></bpmn:boundaryEvent>${userTask('C')}<bpmn:endEvent id="E" />${chain('S', 'A', 'E')}${chain('B', 'C')}`;
    const escalation = '<bpmn:escalation id="X" escalationCode="zu-lange" />';
    for (const [cancel, waiting] of [
      [true, ['C']],
      [false, ['A', 'C']],
    ] as const) {
      const play = new Play(await definitionOf(escalated(cancel), escalation));
      play.do({ type: 'throwEscalation', key: play.wait('A').key, code: 'zu-lange' });
      expect(play.waiting).toEqual(waiting);
    }
  });
});
