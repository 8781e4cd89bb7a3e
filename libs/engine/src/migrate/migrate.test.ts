import { definitionOf, chain, each, extended, Play, timer, userTask } from '../testing.js';
import { migrate } from './migrate.js';
import type { Mapping } from './plan.js';
import type { Definition } from '../definition.js';

const stamp = { now: '2026-03-03T09:00:00+01:00' };
const ends = '<bpmn:startEvent id="S" /><bpmn:endEvent id="E" />';
const task = (id: string) => `${ends}${userTask(id)}${chain('S', id, 'E')}`;
const reminder = (id: string, host: string, interrupting = false) =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${interrupting}">${timer('timeDuration', 'P7D')}</bpmn:boundaryEvent><bpmn:endEvent id="${id}_E" />${chain(id, `${id}_E`)}`;

function moved(play: Play, to: Definition, mapping: Mapping = {}) {
  const result = migrate(play.definition, to, play.state, mapping, stamp);
  return { ...result, codes: result.problems.map(({ code, elementId }) => `${code} ${elementId}`) };
}

describe('migrate', () => {
  test('to the same version changes nothing', async () => {
    const definition = await definitionOf(`${task('A')}${reminder('R', 'A')}`);
    const play = new Play(definition).fire('R');
    const { state, effects, problems } = moved(play, definition);
    expect([state, effects, problems]).toEqual([play.state, [], []]);
  });

  test('goes on in the new version', async () => {
    const play = new Play(await definitionOf(task('A')));
    const to = await definitionOf(`${ends}${userTask('A')}${userTask('B')}${chain('S', 'A', 'B', 'E')}`);
    const { state, events } = moved(play, to);
    expect(events.map(({ type }) => type)).toEqual(['instanceMigrated']);
    const later = new Play(to);
    later.state = state;
    expect(later.fire('A').waiting).toEqual(['B']);
  });

  test('a mapping says what takes the place of an element, another process included', async () => {
    const play = new Play(await definitionOf(task('A')));
    const to = await definitionOf(task('Neu'));
    expect(moved(play, to).codes).toEqual(['MIGRATION_ELEMENT_GONE A']);
    const { state, effects } = moved(play, to, { elements: { A: 'Neu' } });
    expect([Object.values(state.waits).map(({ element }) => element), effects]).toEqual([['Neu'], []]);
    expect(moved(play, to, { process: 'Q', elements: { A: 'Neu' } }).codes).toEqual([
      'MIGRATION_ELEMENT_GONE P',
    ]);
  });

  test('what is attached comes and goes', async () => {
    const plain = await definitionOf(task('A'));
    const reminded = await definitionOf(`${task('A')}${reminder('R', 'A')}`);
    const added = moved(new Play(plain), reminded);
    expect(added.effects).toMatchObject([
      { type: 'openTimer', elementId: 'R', dueAt: '2026-03-10T09:00:00+01:00' },
    ]);
    const removed = moved(new Play(reminded), plain);
    expect(removed.effects).toMatchObject([{ type: 'closeTimer', elementId: 'R', reason: 'cancelled' }]);
    expect(Object.values(removed.state.waits)).toHaveLength(1);
  });

  test('what a parallel multiple event has gathered moves with it, and is waited for again', async () => {
    const signals = '<bpmn:signal id="G1" name="g1" /><bpmn:signal id="G2" name="g2" />';
    const both = (id: string) =>
      `${task('A')}<bpmn:boundaryEvent id="${id}" attachedToRef="A" cancelActivity="false" parallelMultiple="true"><bpmn:signalEventDefinition signalRef="G1" /><bpmn:signalEventDefinition signalRef="G2" /></bpmn:boundaryEvent>${userTask('B')}${chain(id, 'B')}`;
    const play = new Play(await definitionOf(both('M'), signals)).do({ type: 'signal', name: 'g1' });
    const later = new Play(await definitionOf(both('N'), signals));
    later.state = moved(play, later.definition, { elements: { M: 'N', M_B: 'N_B' } }).state;
    later.do({ type: 'signal', name: 'g2' });
    expect(later.waiting.toSorted()).toEqual(['A', 'B', 'N', 'N']);
  });

  test('a timer that has fired for good is not opened again', async () => {
    const reminded = await definitionOf(`${task('A')}${reminder('R', 'A')}`);
    const again = await definitionOf(`${task('A')}${reminder('R', 'A')}${reminder('R2', 'A', true)}`);
    const { effects } = moved(new Play(reminded).fire('R'), again);
    expect(effects).toMatchObject([{ type: 'openTimer', elementId: 'R2' }]);
  });

  test('event sub-processes come and go', async () => {
    const event = `<bpmn:subProcess id="U" triggeredByEvent="true"><bpmn:startEvent id="US" isInterrupting="false">${timer('timeCycle', 'R/P1D')}</bpmn:startEvent><bpmn:endEvent id="UE" />${chain('US', 'UE')}</bpmn:subProcess>`;
    const [plain, with_] = [await definitionOf(task('A')), await definitionOf(`${task('A')}${event}`)];
    expect(moved(new Play(plain), with_).effects).toMatchObject([{ type: 'openTimer', elementId: 'US' }]);
    expect(moved(new Play(with_), plain).effects).toMatchObject([{ type: 'closeTimer', elementId: 'US' }]);
  });

  test('an event that cannot be opened refuses the migration', async () => {
    const play = new Play(await definitionOf(task('A')));
    const to = await definitionOf(
      `${task('A')}<bpmn:boundaryEvent id="R" attachedToRef="A">${timer('timeDuration', '=frist')}</bpmn:boundaryEvent>`,
    );
    expect(moved(play, to).codes).toEqual(['MIGRATION_EVENT_FAILS A']);
  });

  test('refuses another kind of element or repetition', async () => {
    const play = new Play(await definitionOf(task('A')));
    const service = `${ends}<bpmn:serviceTask id="A">${extended('<zeebe:taskDefinition type="x" />')}</bpmn:serviceTask>${chain('S', 'A', 'E')}`;
    expect(moved(play, await definitionOf(service)).codes).toEqual(['MIGRATION_OTHER_KIND A']);
    const many = (sequential: boolean) =>
      definitionOf(`${ends}${userTask('A', '', each('', sequential))}${chain('S', 'A', 'E')}`);
    const [sequential, parallel] = [await many(true), await many(false)];
    expect(moved(play, parallel).codes).toEqual(['MIGRATION_OTHER_KIND A']);
    expect(moved(new Play(parallel, { liste: [1, 2] }), sequential).codes).toContain(
      'MIGRATION_OTHER_LOOP A',
    );
  });

  test('tokens at a join keep their flows', async () => {
    const parallel = (flow: string) =>
      definitionOf(
        `${ends}<bpmn:parallelGateway id="G" />${userTask('A')}${userTask('B')}<bpmn:parallelGateway id="J" />${chain('S', 'G', 'A')}${chain('G', 'B', 'J', 'E')}<bpmn:sequenceFlow id="${flow}" sourceRef="A" targetRef="J" />`,
      );
    const play = new Play(await parallel('alt')).fire('A');
    const to = await parallel('neu');
    expect(moved(play, to).codes).toEqual(['MIGRATION_OTHER_FLOWS J']);
    const later = new Play(to);
    later.state = moved(play, to, { elements: { alt: 'neu' } }).state;
    expect(later.fire('B').state.status).toBe('completed');
  });

  test('two flows at a join do not become one', async () => {
    const joined = (first: string, second: string) =>
      definitionOf(
        `${ends}<bpmn:parallelGateway id="G" />${userTask('A')}${userTask('B')}${userTask('C')}<bpmn:parallelGateway id="J" />${chain('S', 'G', 'A')}${chain('G', 'B')}${chain('G', 'C', 'J', 'E')}<bpmn:sequenceFlow id="${first}" sourceRef="A" targetRef="J" /><bpmn:sequenceFlow id="${second}" sourceRef="B" targetRef="J" />`,
      );
    const play = new Play(await joined('f', 'g')).fire('A').fire('B');
    const to = await joined('h', 'g');
    expect(moved(play, to, { elements: { f: 'g' } }).codes).toEqual(['MIGRATION_JOINS_MEET J']);
    expect(moved(play, to, { elements: { f: 'h' } }).codes).toEqual([]);
  });

  test('what could be compensated must still be there', async () => {
    const done = (id: string) =>
      definitionOf(
        `${ends}<bpmn:task id="${id}" /><bpmn:boundaryEvent id="C" attachedToRef="${id}"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent><bpmn:task id="H" isForCompensation="true" /><bpmn:association id="As" sourceRef="C" targetRef="H" />${userTask('A')}${chain('S', id, 'A', 'E')}`,
      );
    const play = new Play(await done('T'));
    expect(moved(play, await done('T2')).codes).toEqual(['MIGRATION_COMPENSATION_GONE T']);
    expect(moved(play, await done('T2'), { elements: { T: 'T2' } }).problems).toEqual([]);
  });

  test('goes on compensating in the new version', async () => {
    const undone = (first: string, second: string) =>
      definitionOf(
        `<bpmn:startEvent id="S" />${[first, second].map((id) => `<bpmn:task id="${id}" /><bpmn:boundaryEvent id="C_${id}" attachedToRef="${id}"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent>${userTask(`Undo_${id}`).replace('<bpmn:userTask', '<bpmn:userTask isForCompensation="true"')}<bpmn:association id="As_${id}" sourceRef="C_${id}" targetRef="Undo_${id}" />`).join('')}<bpmn:endEvent id="E"><bpmn:compensateEventDefinition /></bpmn:endEvent>${chain('S', first, second, 'E')}`,
      );
    const play = new Play(await undone('A', 'B'));
    expect(play.waiting).toEqual(['Undo_B']);
    const to = await undone('N', 'B');
    expect(moved(play, to).codes).toEqual(['MIGRATION_COMPENSATION_GONE A']);
    const later = new Play(to);
    later.state = moved(play, to, { elements: { A: 'N' } }).state;
    expect(later.fire('Undo_B').waiting).toEqual(['Undo_N']);
    expect(later.fire('Undo_N').state.status).toBe('completed');
  });

  test('an event-based gateway keeps the events it waits for', async () => {
    const gateway = (second: string) =>
      definitionOf(
        `${ends}<bpmn:eventBasedGateway id="G" /><bpmn:intermediateCatchEvent id="T">${timer('timeDuration', 'P1D')}</bpmn:intermediateCatchEvent><bpmn:intermediateCatchEvent id="${second}">${timer('timeDuration', 'P2D')}</bpmn:intermediateCatchEvent>${chain('S', 'G', 'T', 'E')}${chain('G', second, 'E')}`,
      );
    const play = new Play(await gateway('M'));
    expect(moved(play, await gateway('N')).codes).toEqual(['MIGRATION_ELEMENT_GONE M']);
    const to = await gateway('N');
    const later = new Play(to);
    later.state = moved(play, to, { elements: { M: 'N' } }).state;
    expect(later.fire('N').state.status).toBe('completed');
  });

  test('an event that is new behind an event-based gateway is waited for', async () => {
    const gateway = (more: string) =>
      definitionOf(
        `${ends}<bpmn:eventBasedGateway id="G" /><bpmn:intermediateCatchEvent id="T">${timer('timeDuration', 'P1D')}</bpmn:intermediateCatchEvent>${chain('S', 'G', 'T', 'E')}${more}`,
      );
    const more = `<bpmn:intermediateCatchEvent id="N">${timer('timeDuration', 'P2D')}</bpmn:intermediateCatchEvent>${chain('G', 'N', 'E')}`;
    const { effects } = moved(new Play(await gateway('')), await gateway(more));
    expect(effects).toMatchObject([{ type: 'openTimer', elementId: 'N' }]);
  });

  test('an ended instance stays where it is', async () => {
    const definition = await definitionOf(task('A'));
    expect(moved(new Play(definition).fire('A'), definition).codes).toEqual(['INSTANCE_ENDED undefined']);
  });
});
