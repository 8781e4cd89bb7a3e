import { chain, definitionOf, each, extended, Play, timer, userTask } from '../testing.js';

const start = (id = 's') => `<bpmn:startEvent id="${id}" />`;
const end = (id = 'e', definition = '') => `<bpmn:endEvent id="${id}">${definition}</bpmn:endEvent>`;
const fork = '<bpmn:parallelGateway id="g" />';
const boundary = (id: string, at: string, definition: string, attributes = '') =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${at}" ${attributes}>${definition}</bpmn:boundaryEvent>`;
const aside = 'cancelActivity="false"';
const cancel = '<bpmn:cancelEventDefinition />';

test('cancelling a transaction from within a sub-process ends all in it, and nothing beside it', async () => {
  const inner = `<bpmn:subProcess id="u">${start('us')}${userTask('x')}${end('xc', cancel)}${chain('us', 'x', 'xc')}</bpmn:subProcess>`;
  const transaction = `<bpmn:transaction id="t">${start('ts')}<bpmn:parallelGateway id="tg" />${userTask('y')}${inner}${chain('ts', 'tg', 'u')}${chain('tg', 'y')}</bpmn:transaction>`;
  const model =
    start() +
    fork +
    transaction +
    boundary('b', 't', cancel) +
    userTask('z') +
    userTask('w') +
    chain('s', 'g', 't') +
    chain('g', 'w') +
    chain('b', 'z');
  const play = new Play(await definitionOf(model));
  expect(play.waiting.toSorted()).toEqual(['w', 'x', 'y']);
  play.fire('x');
  expect(play.waiting.toSorted()).toEqual(['w', 'z']);
  expect(play.fire('w').fire('z').state.status).toBe('completed');
});

describe('what a multi-instance throws by itself', () => {
  const behaving = (behavior: string, more = '') =>
    each('').replace('isSequential', `behavior="${behavior}" ${more} isSequential`);
  const signals = '<bpmn:signal id="S" name="g" />';
  const model = (task: string) =>
    start() +
    task +
    boundary('unnamed', 'a', '<bpmn:signalEventDefinition />', aside) +
    boundary('named', 'a', '<bpmn:signalEventDefinition signalRef="S" />', aside) +
    boundary('timed', 'a', timer('timeDuration', 'P1D'), aside) +
    end() +
    chain('s', 'a', 'e');

  test('reaches only the boundary event whose signal has no name', async () => {
    const task = userTask('a', '', behaving('None'));
    const play = new Play(await definitionOf(model(task), signals), { liste: [1, 2] }).fire('a');
    const entered = play.seen('elementActivated').filter((id) => ['unnamed', 'named', 'timed'].includes(id));
    expect(entered).toEqual(['unnamed']);
  });

  test('is an event even where each run is a job', async () => {
    const job = `<bpmn:serviceTask id="a">${extended('<zeebe:taskDefinition type="t" />')}${behaving('One', 'oneBehaviorEventRef="MD"')}</bpmn:serviceTask>`;
    const beside =
      '<bpmn:message id="M" name="m" /><bpmn:messageEventDefinition id="MD" messageRef="M" />' + signals;
    const play = new Play(await definitionOf(model(job), beside), { liste: [1, 2] });
    expect(play.effects.filter(({ type }) => type === 'openJob').length).toBe(2);
    play.fire('a');
    expect(play.effects.filter(({ type }) => type === 'publishMessage')).toMatchObject([{ message: 'm' }]);
    expect(play.effects.filter(({ type }) => type === 'openJob').length).toBe(2);
  });
});

test('a called process without start event begins with all that no flow leads into, events too', async () => {
  const event = `<bpmn:intermediateCatchEvent id="q">${timer('timeDuration', 'P1D')}</bpmn:intermediateCatchEvent>`;
  const called = `<bpmn:process id="Q" isExecutable="true">${event}</bpmn:process>`;
  const calling = `<bpmn:callActivity id="a">${extended('<zeebe:calledElement processId="Q" />')}</bpmn:callActivity>`;
  const play = new Play(await definitionOf(start() + calling + end() + chain('s', 'a', 'e'), called));
  expect(play.waiting).toEqual(['q']);
  expect(play.fire('q').state.status).toBe('completed');
});
