import { explain, step } from './index.js';
import { chain, definitionOf } from './testing.js';

const stamp = { now: '2026-03-02T09:00:00+01:00' };
const timer = (duration: string) =>
  `<bpmn:timerEventDefinition><bpmn:timeDuration>${duration}</bpmn:timeDuration></bpmn:timerEventDefinition>`;

describe('explain', () => {
  test('says for every token where it is and what it waits for; boundary events are no positions', async () => {
    const definition = await definitionOf(
      `<bpmn:startEvent id="s" /><bpmn:parallelGateway id="f" /><bpmn:parallelGateway id="j" /><bpmn:task id="a" />
      <bpmn:subProcess id="sub"><bpmn:startEvent id="s1" /><bpmn:receiveTask id="r" messageRef="m" />${chain('s1', 'r')}</bpmn:subProcess>
      <bpmn:boundaryEvent id="b" attachedToRef="sub">${timer('P1D')}</bpmn:boundaryEvent>
      <bpmn:intermediateCatchEvent id="t" name="Warten">${timer('PT1H')}</bpmn:intermediateCatchEvent>
      ${chain('s', 'f', 'a', 'j')}${chain('f', 'sub', 'j')}${chain('f', 't', 'j')}`,
      '<bpmn:message id="m" name="antwort" />',
    );
    const { state } = step(definition, null, { type: 'start', process: 'P' }, stamp);
    const positions = explain(definition, state).map(({ elementId, waitingFor, detail }) => [
      elementId,
      waitingFor,
      detail,
    ]);
    expect(positions.sort()).toEqual([
      ['j', 'join', null],
      ['r', 'message', 'antwort'],
      ['sub', 'children', null],
      ['t', 'timer', '2026-03-02T10:00:00+01:00'],
    ]);
    expect(explain(definition, state).find(({ elementId }) => elementId === 't')!.elementName).toBe('Warten');
  });
});
