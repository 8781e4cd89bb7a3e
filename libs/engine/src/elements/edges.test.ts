import { chain, definitionOf, each, extended, mapping, Play, timer, userTask } from '../testing.js';

const start = '<bpmn:startEvent id="s" />';
const end = (id = 'e') => `<bpmn:endEvent id="${id}" />`;
const gateway = (kind: string, id: string) => `<bpmn:${kind}Gateway id="${id}" />`;
const task = (type: string, extension = '', content = '') =>
  `<bpmn:${type} id="a">${extended(extension)}${content}</bpmn:${type}>`;
const playing = async (element: string, beside = '', variables = {}) =>
  new Play(await definitionOf(start + end() + element + chain('s', 'a', 'e'), beside), variables);
const flow = (from: string, to: string, condition: string) =>
  `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"><bpmn:conditionExpression>${condition}</bpmn:conditionExpression></bpmn:sequenceFlow>`;

describe('gateways', () => {
  test('a parallel gateway takes every flow, whatever conditions say', async () => {
    const model = start + gateway('parallel', 'g') + userTask('a') + userTask('b') + chain('s', 'g', 'a');
    expect(new Play(await definitionOf(model + flow('g', 'b', '=false'))).waiting).toEqual(['a', 'b']);
  });

  test('an inclusive join does not wait for what cannot come to it', async () => {
    const model =
      start +
      gateway('parallel', 'g') +
      gateway('exclusive', 'x') +
      gateway('inclusive', 'j') +
      end() +
      userTask('a') +
      userTask('aside') +
      userTask('late') +
      chain('s', 'g', 'a', 'j', 'late', 'e') +
      chain('g', 'aside', 'e') +
      chain('g', 'x', 'e') +
      flow('x', 'j', '=nie');
    const play = new Play(await definitionOf(model.replace('id="x"', 'id="x" default="x_e"')), {
      nie: false,
    });
    expect(play.fire('a').waiting.toSorted()).toEqual(['aside', 'late']);
  });

  test('an event-based gateway waits for the events behind it, not for others', async () => {
    const caught = (id: string, due: string) =>
      `<bpmn:intermediateCatchEvent id="${id}">${timer('timeDuration', due)}</bpmn:intermediateCatchEvent>`;
    const model =
      start +
      gateway('eventBased', 'g') +
      caught('t', 'PT1H') +
      caught('u', 'PT2H') +
      caught('later', 'PT3H') +
      end() +
      chain('s', 'g', 't', 'later', 'e') +
      chain('g', 'u', 'e');
    const play = new Play(await definitionOf(model));
    expect(play.waiting).toEqual(['t', 'u']);
    expect(play.fire('u').state.status).toBe('completed');
  });

  test.each(['parallel', 'inclusive', 'complex'])(
    'a token put before a %s join passes it at once',
    async (kind) => {
      const model =
        start +
        gateway('parallel', 'g') +
        gateway(kind, 'j') +
        userTask('a') +
        userTask('b') +
        userTask('c') +
        chain('s', 'g', 'a', 'j', 'c') +
        chain('g', 'b', 'j');
      const play = new Play(await definitionOf(model));
      play.do({ type: 'modify', start: [{ element: 'j' }] });
      expect(play.waiting).toEqual(['a', 'b', 'c']);
    },
  );
});

describe('activities', () => {
  test('a sub-process with nothing to begin with stops', async () => {
    const play = await playing('<bpmn:subProcess id="a" />');
    expect(play.incidents).toMatchObject([{ code: 'NO_START_EVENT', element: 'a' }]);
    expect(play.seen('elementCompleted')).toEqual(['s']);
  });

  test('a business rule task without decision and job is only passed', async () => {
    expect((await playing('<bpmn:businessRuleTask id="a" />')).state.status).toBe('completed');
  });

  test('a send task without message is a job of its own id', async () => {
    expect((await playing('<bpmn:sendTask id="a" />')).effects).toMatchObject([
      { type: 'openJob', jobType: 'a' },
    ]);
  });

  test('a script task with a job type is a job', async () => {
    const play = await playing(task('scriptTask', '<zeebe:taskDefinition type="t" />'));
    expect(play.effects).toMatchObject([{ type: 'openJob', jobType: 't', retries: 3 }]);
  });

  test('a receive task without message waits for one of its own name', async () => {
    const play = await playing('<bpmn:receiveTask id="a" name="Brief" />');
    expect(play.effects).toMatchObject([
      { type: 'openSubscription', message: 'Brief', correlationKey: null },
    ]);
  });

  test.each([
    ['anna, , ben ', ['anna', 'ben']],
    [['anna', ''], ['anna']],
    [null, []],
  ])('users %j are %j', async (x, candidateUsers) => {
    const extension = '<zeebe:userTask /><zeebe:assignmentDefinition candidateUsers="=x" />';
    expect((await playing(task('userTask', extension), '', { x })).effects).toMatchObject([
      { candidateUsers },
    ]);
  });

  test('a loop without condition and maximum runs once', async () => {
    const play = await playing(userTask('a', '', '<bpmn:standardLoopCharacteristics />'));
    expect(play.fire('a').state.status).toBe('completed');
  });

  test('a called process that has another version tag is not called, and the incident says which', async () => {
    const called = `<bpmn:process id="Q" isExecutable="true">${extended('<zeebe:versionTag value="1" />')}<bpmn:startEvent id="qs" /></bpmn:process>`;
    const extension = '<zeebe:calledElement processId="Q" bindingType="versionTag" versionTag="2" />';
    const play = await playing(task('callActivity', extension), called);
    expect(play.incidents).toMatchObject([
      { code: 'UNKNOWN_PROCESS', message: { en: expect.stringContaining('with version tag "2"') } },
    ]);
  });

  test('the output element of a multi-instance may be computed from what a run has', async () => {
    const collected = 'outputCollection="summen" outputElement="=x + 1"';
    const play = await playing(userTask('a', '', each(collected)), '', { liste: [1, 2] });
    expect(play.fire('a').fire('a').variables['summen']).toEqual([2, 3]);
  });

  test('an output mapping sees what the one before it has written', async () => {
    const outputs = '<zeebe:output source="=n + 1" target="m" /><zeebe:output source="=m * 2" target="k" />';
    const play = await playing(userTask('a', mapping(outputs)));
    expect(play.fire('a', { n: 1 }).variables).toMatchObject({ m: 2, k: 4 });
  });
});

describe('throwing events', () => {
  test('what was thrown before an error that nobody catches is not thrown again by a retry', async () => {
    const beside = '<bpmn:message id="M" name="m" /><bpmn:error id="E" errorCode="E" />';
    const thrown = '<bpmn:messageEventDefinition messageRef="M" /><bpmn:errorEventDefinition errorRef="E" />';
    const model = `${start}<bpmn:endEvent id="a">${thrown}</bpmn:endEvent>${chain('s', 'a')}`;
    const play = new Play(await definitionOf(model, beside)).retry().retry();
    expect(play.incidents).toMatchObject([{ code: 'UNHANDLED_ERROR' }]);
    expect(play.effects.map(({ type }) => type)).toEqual(['publishMessage']);
  });

  test('what is thrown, changed and completed is recorded', async () => {
    const beside = '<bpmn:message id="M" name="m" /><bpmn:signal id="S" name="g" />';
    const thrown =
      '<bpmn:messageEventDefinition messageRef="M" /><bpmn:signalEventDefinition signalRef="S" /><bpmn:compensateEventDefinition />';
    const model =
      start + userTask('u') + chain('s', 'u', 'a') + `<bpmn:endEvent id="a">${thrown}</bpmn:endEvent>`;
    const { events } = new Play(await definitionOf(model, beside)).fire('u', { n: 1 });
    const recorded = events.filter(({ data }) => data !== undefined).map(({ type, data }) => [type, data]);
    expect(recorded).toEqual(
      expect.arrayContaining([
        ['variablesChanged', { n: 1 }],
        ['messageThrown', { message: 'm', correlationKey: null }],
        ['signalThrown', { signal: 'g' }],
        ['compensationThrown', { activity: null }],
      ]),
    );
    expect(events.at(-1)).toMatchObject({ type: 'instanceCompleted', elementId: 'P' });
  });
});
