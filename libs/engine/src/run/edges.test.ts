import { step } from '../step.js';
import { chain, definitionOf, Play, userTask } from '../testing.js';

const start = '<bpmn:startEvent id="s" />';
const ends = (...ids: string[]) => ids.map((id) => `<bpmn:endEvent id="${id}" />`).join('');
const gateway = (kind: string, id: string, attributes = '') =>
  `<bpmn:${kind}Gateway id="${id}" ${attributes} />`;
const flow = (from: string, to: string, condition: string) =>
  `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"><bpmn:conditionExpression>${condition}</bpmn:conditionExpression></bpmn:sequenceFlow>`;
const boundary = (id: string, at: string, definition: string, attributes = '') =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${at}" ${attributes}>${definition}</bpmn:boundaryEvent>`;
const handled = (activity: string, handler: string) =>
  userTask(activity) +
  boundary(`c${activity}`, activity, '<bpmn:compensateEventDefinition />') +
  userTask(handler).replace('<bpmn:userTask ', '<bpmn:userTask isForCompensation="true" ') +
  `<bpmn:association id="as${activity}" sourceRef="c${activity}" targetRef="${handler}" associationDirection="One" />`;

function freeze<T>(value: T): T {
  if (value !== null && typeof value === 'object') Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

describe('what a step is given', () => {
  test.each(['parallel', 'inclusive'])('is never changed, tokens at a %s join included', async (kind) => {
    const model =
      start +
      gateway('parallel', 'g') +
      ['a', 'b', 'c'].map((id) => userTask(id)).join('') +
      gateway(kind, 'j') +
      ends('e') +
      chain('s', 'g', 'a', 'j', 'e') +
      chain('g', 'b', 'j') +
      chain('g', 'c', 'j');
    const play = new Play(await definitionOf(model));
    for (const id of ['c', 'a', 'b']) {
      freeze(play.state);
      play.fire(id);
    }
    expect(play.state.status).toBe('completed');
  });

  test('a token taken away from a join leaves the others there', async () => {
    const model =
      start +
      gateway('parallel', 'g') +
      ['a', 'b', 'c'].map((id) => userTask(id)).join('') +
      gateway('parallel', 'j') +
      userTask('z') +
      chain('s', 'g', 'a', 'j', 'z') +
      chain('g', 'b', 'j') +
      chain('g', 'c', 'j');
    const play = new Play(await definitionOf(model)).fire('a').fire('b');
    const [first] = Object.values(play.state.tokens).filter(({ at }) => at === 'j');
    play.do({ type: 'modify', cancel: [first?.key ?? ''] });
    const [root] = Object.values(play.state.scopes);
    expect(root?.joins).toEqual({ j: { b_j: [expect.any(String)] } });
    expect(play.fire('c').waiting).toEqual([]);
    play.do({ type: 'modify', start: [{ element: 'a' }] });
    expect(play.fire('a').waiting).toEqual(['z']);
  });
});

describe('what is recorded', () => {
  const error = '<bpmn:error id="E" errorCode="E1" /><bpmn:escalation id="K" escalationCode="K1" />';
  const thrown = (kind: string, ref: string) =>
    `<bpmn:subProcess id="u">${start.replace('"s"', '"us"')}<bpmn:endEvent id="x"><bpmn:${kind}EventDefinition ${kind}Ref="${ref}" /></bpmn:endEvent>${chain('us', 'x')}</bpmn:subProcess>`;

  test.each([
    ['error', 'E', 'E1', 'errorThrown', ''],
    ['escalation', 'K', 'K1', 'escalationThrown', 'cancelActivity="false"'],
  ])('a thrown %s says who catches it', async (kind, ref, code, type, attributes) => {
    const catching = boundary('b', 'u', `<bpmn:${kind}EventDefinition ${kind}Ref="${ref}" />`, attributes);
    const model =
      start + thrown(kind, ref) + catching + ends('e', 'be') + chain('s', 'u', 'e') + chain('b', 'be');
    const play = new Play(await definitionOf(model, error));
    const data = { code, message: null, caughtBy: 'b' };
    expect(play.events.filter((event) => event.type === type)).toMatchObject([{ elementId: 'x', data }]);
    expect(play.state.status).toBe('completed');
  });

  test('an incident says what was asked, with which values; its end says which it was', async () => {
    const model =
      start +
      gateway('inclusive', 'g', 'default="g_e"') +
      ends('e', 'f', 'h') +
      chain('s', 'g', 'e') +
      flow('g', 'f', '=a + b') +
      flow('g', 'h', '=fehlt');
    const play = new Play(await definitionOf(model), { a: 1, b: 2 });
    const detail = { expression: 'a + b', inputs: { a: 1, b: 2 }, element: 'g_f' };
    expect(play.incidents).toMatchObject([{ code: 'EXPRESSION_FAILED', element: 'g', data: detail }]);
    expect(play.events.filter(({ type }) => type === 'incidentRaised')).toMatchObject([
      { elementId: 'g', data: { code: 'EXPRESSION_FAILED', message: { en: expect.any(String) }, detail } },
    ]);
    play.do({ type: 'cancel', reason: 'aufgegeben' });
    const resolved = play.events.filter(({ type }) => type === 'incidentResolved');
    expect(resolved).toMatchObject([{ elementId: 'g', data: { code: 'EXPRESSION_FAILED' } }]);
  });
});

test('compensating one activity leaves the others to be compensated later, each once', async () => {
  const thrower = (id: string, activity: string) =>
    `<bpmn:intermediateThrowEvent id="${id}"><bpmn:compensateEventDefinition ${activity} /></bpmn:intermediateThrowEvent>`;
  const model =
    start +
    handled('a', 'ra') +
    handled('b', 'rb') +
    thrower('t', 'activityRef="b"') +
    thrower('all', '') +
    ends('e') +
    chain('s', 'a', 'b', 't', 'all', 'e');
  const play = new Play(await definitionOf(model)).fire('a').fire('b');
  expect(play.waiting).toEqual(['rb']);
  expect(play.fire('rb').waiting).toEqual(['ra']);
  expect(play.fire('ra').state.status).toBe('completed');
});

describe('an inclusive choice whose data is left open', () => {
  const taken = async (attributes: string, flows: string, choice: number) => {
    const model =
      start + gateway('inclusive', 'g', attributes) + ends('a', 'b', 'c') + chain('s', 'g') + flows;
    const command = { type: 'start', process: 'P' } as const;
    const options = { oracle: { choose: () => choice } };
    const { events } = step(
      await definitionOf(model),
      null,
      command,
      { now: '2026-03-02T09:00:00Z' },
      options,
    );
    return events
      .filter(({ type }) => type === 'flowTaken')
      .slice(1)
      .map(({ elementId }) => elementId);
  };
  const two = flow('g', 'a', '=x') + flow('g', 'b', '=x');

  test.each([
    [
      'all conditions hold: all but the default flow',
      'default="g_c"',
      two + chain('g', 'c'),
      0,
      ['g_a', 'g_b'],
    ],
    ['none holds: the default flow', 'default="g_c"', two + chain('g', 'c'), 1, ['g_c']],
    ['none holds and no default flow: any one', '', two, 1, ['g_a']],
    ['none holds: the one without condition', '', two + chain('g', 'c'), 1, ['g_c']],
    ['all hold: the one without condition too', '', two + chain('g', 'c'), 0, ['g_c', 'g_a', 'g_b']],
  ])('%s', async (_what, attributes, flows, choice, expected) => {
    expect(await taken(attributes, flows, choice)).toEqual(expected);
  });
});
