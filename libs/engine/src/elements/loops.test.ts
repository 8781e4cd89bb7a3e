import { chain, definitionOf, Play, userTask } from '../testing.js';

const ends = '<bpmn:startEvent id="s" /><bpmn:endEvent id="e" />';
const loop = (attributes: string, condition: string) =>
  `<bpmn:standardLoopCharacteristics ${attributes}><bpmn:loopCondition>${condition}</bpmn:loopCondition></bpmn:standardLoopCharacteristics>`;
const looping = (attributes: string, condition: string) =>
  definitionOf(ends + userTask('a', '', loop(attributes, condition)) + chain('s', 'a', 'e'));

describe('standard loop', () => {
  test('a condition that failed after a run is asked again by a retry, without another run', async () => {
    const definition = await looping('', '=nochmal');
    const play = new Play(definition).fire('a');
    expect(play.incidents).toMatchObject([{ element: 'a', code: 'UNKNOWN_VARIABLE' }]);
    play.retry({ nochmal: true });
    expect([play.state.status, play.waiting]).toEqual(['active', ['a']]);
    play.fire('a', { nochmal: false });
    expect([play.state.status, play.seen('elementCompleted')]).toEqual([
      'completed',
      ['s', 'a', 'a', 'a', 'e'],
    ]);
  });

  test('a condition that failed before the first run is asked again by a retry', async () => {
    const play = new Play(await looping('testBefore="true"', '=nochmal'));
    expect([play.state.status, play.waiting]).toEqual(['incident', []]);
    play.retry({ nochmal: false });
    expect(play.state.status).toBe('completed');
  });

  test('an incident in a run stops that run only, and its retry goes on with the loop', async () => {
    const mapped =
      '<zeebe:ioMapping><zeebe:output source="=antwort + fehlt" target="summe" /></zeebe:ioMapping>';
    const definition = await definitionOf(
      ends + userTask('a', mapped, loop('loopMaximum="2"', '=true')) + chain('s', 'a', 'e'),
    );
    const play = new Play(definition).fire('a', { antwort: 1 });
    expect(play.incidents).toMatchObject([{ element: 'a', code: 'UNKNOWN_VARIABLE' }]);
    play.retry({ fehlt: 2 });
    expect([play.variables['summe'], play.waiting]).toEqual([3, ['a']]);
  });
});

describe('multi-instance', () => {
  const telling = (sequential: boolean) => {
    const complex =
      '<bpmn:complexBehaviorDefinition id="c"><bpmn:condition>=n &gt; 1</bpmn:condition><bpmn:event id="v"><bpmn:signalEventDefinition id="d" /></bpmn:event></bpmn:complexBehaviorDefinition>';
    const runs = `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}" behavior="Complex"><bpmn:loopCardinality>=2</bpmn:loopCardinality>${complex}</bpmn:multiInstanceLoopCharacteristics>`;
    return definitionOf(`<bpmn:startEvent id="s" />${userTask('a', '', runs)}${chain('s', 'a')}`);
  };

  test.each([true, false])(
    'does not end before its events could be told (sequential: %s)',
    async (sequential) => {
      const play = new Play(await telling(sequential)).fire('a');
      if (!sequential) play.fire('a');
      expect([play.state.status, play.waiting]).toEqual(['incident', []]);
      expect(play.incidents).toMatchObject([{ element: 'a', code: 'UNKNOWN_VARIABLE' }]);
      play.retry({ n: 1 });
      if (sequential) play.fire('a');
      expect([play.state.status, play.seen('incidentResolved')]).toEqual(['completed', ['a']]);
    },
  );

  test('goes on beside an incident of its events', async () => {
    const play = new Play(await telling(false)).fire('a').retry({ n: 1 });
    expect([play.state.status, play.waiting]).toEqual(['active', ['a']]);
    expect(play.fire('a').state.status).toBe('completed');
  });
});

describe('ad-hoc sub-process', () => {
  test('what is never enough stops with an incident whose retry begins anew', async () => {
    const content = `<bpmn:adHocSubProcess id="u">${userTask('a')}<bpmn:completionCondition>=genug</bpmn:completionCondition></bpmn:adHocSubProcess>`;
    const play = new Play(await definitionOf(ends + content + chain('s', 'u', 'e')), { genug: false });
    play.fire('a');
    expect(play.incidents).toMatchObject([{ element: 'u', code: 'NOT_COMPLETE' }]);
    play.retry().fire('a', { genug: true });
    expect(play.state.status).toBe('completed');
  });
});
