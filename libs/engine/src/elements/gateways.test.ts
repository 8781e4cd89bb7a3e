import { chain, definitionOf, Play, userTask } from '../testing.js';

const flow = (from: string, to: string, condition: string) =>
  `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"><bpmn:conditionExpression>${condition}</bpmn:conditionExpression></bpmn:sequenceFlow>`;
const ends = (...ids: string[]) => ids.map((id) => `<bpmn:endEvent id="${id}" />`).join('');

test('complex gateway: a condition for late tokens that fails is asked again by a retry', async () => {
  const join =
    '<bpmn:complexGateway id="j"><bpmn:activationCondition>=activationCount &gt;= 1</bpmn:activationCondition></bpmn:complexGateway>';
  const definition = await definitionOf(
    `<bpmn:startEvent id="s" /><bpmn:parallelGateway id="g" />${userTask('a')}${userTask('b')}${join}${ends('e', 'late')}` +
      chain('s', 'g', 'a', 'j') +
      chain('g', 'b', 'j') +
      flow('j', 'e', '=waitingForStart') +
      flow('j', 'late', '=if waitingForStart then false else spaet'),
  );
  const play = new Play(definition, { spaet: 'x' }).fire('a').fire('b');
  expect(play.incidents).toMatchObject([{ element: 'j', code: 'EXPRESSION_FAILED' }]);
  play.retry({ spaet: true });
  expect([play.state.status, play.seen('elementCompleted')]).toEqual([
    'completed',
    ['s', 'g', 'a', 'j', 'e', 'b', 'j', 'late'],
  ]);
  const unwanted = new Play(definition, { spaet: 'x' }).fire('a').fire('b').retry({ spaet: false });
  expect([unwanted.state.status, unwanted.seen('elementCompleted')]).toEqual([
    'completed',
    ['s', 'g', 'a', 'j', 'e', 'b'],
  ]);
});

test('inclusive gateway: the trace does not depend on the order in which the state was stored', async () => {
  const definition = await definitionOf(
    `<bpmn:startEvent id="s" /><bpmn:parallelGateway id="g" />${userTask('a')}${userTask('b')}${userTask('c')}<bpmn:inclusiveGateway id="j" />${ends('e')}` +
      chain('s', 'g', 'c', 'j', 'e') +
      chain('g', 'b', 'j') +
      chain('g', 'a', 'j'),
  );
  const whole = new Play(definition).fire('b').fire('c').fire('a');
  const restored = new Play(definition).fire('b').fire('c');
  restored.state = reordered(restored.state);
  restored.fire('a');
  expect([restored.state, restored.events]).toEqual([whole.state, whole.events]);
});

/** As a store that keeps no order of keys gives it back. */
function reordered<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reordered) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, reordered<unknown>(inner)]);
  return Object.fromEntries(entries.toReversed()) as T;
}
