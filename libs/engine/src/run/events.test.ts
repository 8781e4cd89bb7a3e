import { chain, definitionOf, each, extended, Play, timer, userTask } from '../testing.js';

const ends = '<bpmn:startEvent id="s" /><bpmn:endEvent id="e" />';
const message = '<bpmn:message id="M" name="m" />';
const error = '<bpmn:error id="E" name="E" errorCode="E" />';
const messageEvent = '<bpmn:messageEventDefinition messageRef="M" />';
const errorEvent = '<bpmn:errorEventDefinition errorRef="E" />';
const job = (id: string, content = '') =>
  `<bpmn:serviceTask id="${id}">${extended('<zeebe:taskDefinition type="dienst" />')}${content}</bpmn:serviceTask>`;
const boundary = (id: string, at: string, definition: string, interrupting = true) =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${at}" cancelActivity="${interrupting}">${definition}</bpmn:boundaryEvent><bpmn:endEvent id="${id}Ende" />${chain(id, `${id}Ende`)}`;
const sub = (id: string, content: string, attributes = '') =>
  `<bpmn:subProcess id="${id}" ${attributes}>${content}</bpmn:subProcess>`;
const call = (id: string, process: string) =>
  `<bpmn:callActivity id="${id}">${extended(`<zeebe:calledElement processId="${process}" />`)}</bpmn:callActivity>`;
const process = (id: string, content: string) =>
  `<bpmn:process id="${id}" isExecutable="true">${content}</bpmn:process>`;

/** Nothing of what ended is left in the state, and all that was opened was closed. */
function leavesNothing(play: Play): void {
  const { tokens, waits, scopes, status } = play.state;
  expect([status, tokens, waits, Object.keys(scopes).length]).toEqual(['completed', {}, {}, 1]);
  const opened = play.effects.filter(({ type }) => type.startsWith('open')).map(({ key }) => key);
  const closed = play.effects.filter(({ type }) => type.startsWith('close')).map(({ key }) => key);
  expect(closed.sort()).toEqual(opened.sort());
}

describe('boundary events', () => {
  test('deadline and completion at the same instant: the first wins, the other finds its wait state gone', async () => {
    const definition = await definitionOf(
      ends + userTask('a') + boundary('b', 'a', timer('timeDuration', 'PT1H')) + chain('s', 'a', 'e'),
    );
    for (const [first, second] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      const play = new Play(definition);
      play.now = play.wait('b').due ?? '';
      const { key } = play.wait(second);
      play.fire(first);
      const late = second === 'b' ? 'timer' : 'complete';
      expect(() => play.do({ type: late, key })).toThrow('WAIT_STATE_GONE');
      leavesNothing(play);
    }
  });

  test('an interrupting one on a call activity ends the called process with its timers and sub-processes', async () => {
    const inner = sub(
      'innen',
      '<bpmn:startEvent id="is" /><bpmn:endEvent id="ie" />' +
        userTask('ia') +
        boundary('ib', 'ia', timer('timeCycle', 'R/PT1H'), false) +
        chain('is', 'ia', 'ie'),
    );
    const watcher = sub(
      'esp',
      `<bpmn:startEvent id="es" isInterrupting="false">${timer('timeCycle', 'R/PT1H')}</bpmn:startEvent><bpmn:endEvent id="ee" />${chain('es', 'ee')}`,
      'triggeredByEvent="true"',
    );
    const called = process(
      'Q',
      `<bpmn:startEvent id="qs" /><bpmn:endEvent id="qe" />${inner}${watcher}${chain('qs', 'innen', 'qe')}`,
    );
    const definition = await definitionOf(
      ends + call('c', 'Q') + boundary('b', 'c', timer('timeDuration', 'P1D')) + chain('s', 'c', 'e'),
      called,
    );
    const play = new Play(definition).fire('ib').fire('es').fire('es');
    expect(play.waiting.sort()).toEqual(['b', 'es', 'ia', 'ib']);
    leavesNothing(play.fire('b'));
    expect(play.seen('elementTerminated')).toEqual(['ia', 'innen', 'c']);
  });

  test('an error of one parallel run ends all runs and leaves by the boundary of the body', async () => {
    const definition = await definitionOf(
      ends + job('j', each('')) + boundary('b', 'j', errorEvent) + chain('s', 'j', 'e'),
      error,
    );
    const play = new Play(definition, { liste: [1, 2, 3] }).fire('j');
    play.do({ type: 'throwError', key: play.wait('j', 1).key, code: 'E', variables: { grund: 'x' } });
    leavesNothing(play);
    expect([play.seen('elementCompleted'), play.variables['grund']]).toEqual([['s', 'j', 'b', 'bEnde'], 'x']);
  });

  test('an error is caught two calls up, past handlers of other codes', async () => {
    const thrower = process(
      'R',
      `<bpmn:startEvent id="rs" />${userTask('ra')}<bpmn:endEvent id="re">${errorEvent}</bpmn:endEvent>${chain('rs', 'ra', 're')}`,
    );
    const other = '<bpmn:error id="O" name="O" errorCode="O" />';
    const middle = process(
      'Q',
      `<bpmn:startEvent id="qs" /><bpmn:endEvent id="qe" />${call('qc', 'R')}${boundary('qb', 'qc', '<bpmn:errorEventDefinition errorRef="O" />')}${chain('qs', 'qc', 'qe')}`,
    );
    const definition = await definitionOf(
      ends + call('c', 'Q') + boundary('b', 'c', errorEvent) + chain('s', 'c', 'e'),
      error + other + thrower + middle,
    );
    const play = new Play(definition).fire('ra');
    leavesNothing(play);
    expect(play.seen('elementCompleted')).toEqual(['s', 'qs', 'rs', 'ra', 're', 'b', 'bEnde']);
  });

  test('a bounded cycle fires as often as it says, each time a cycle after the last, however late', async () => {
    const definition = await definitionOf(
      ends + userTask('a') + boundary('b', 'a', timer('timeCycle', 'R3/PT1H'), false) + chain('s', 'a', 'e'),
    );
    const play = new Play(definition);
    const dues: (string | undefined)[] = [];
    for (play.now = '2026-03-09T09:00:00+01:00'; play.waiting.includes('b'); play.fire('b'))
      dues.push(play.wait('b').due);
    expect(dues).toEqual([10, 11, 12].map((hour) => `2026-03-02T${hour}:00:00+01:00`));
    leavesNothing(play.fire('a'));
  });

  test('it still fires while its activity is stopped by an incident, which is over then', async () => {
    const definition = await definitionOf(
      ends + job('j') + boundary('b', 'j', timer('timeDuration', 'PT1H')) + chain('s', 'j', 'e'),
    );
    const play = new Play(definition);
    play.do({ type: 'fail', key: play.wait('j').key, message: 'kaputt' });
    expect([play.state.status, play.waiting]).toEqual(['incident', ['b']]);
    leavesNothing(play.fire('b'));
    expect(play.seen('incidentResolved')).toEqual(['j']);
  });
});

describe('event sub-processes', () => {
  const parallel = `<bpmn:parallelGateway id="g" /><bpmn:parallelGateway id="h" />${userTask('a')}${userTask('b')}${chain('s', 'g', 'a', 'h', 'e')}${chain('g', 'b', 'h')}`;
  const watcher = (definition: string, interrupting: boolean) =>
    sub(
      'esp',
      `<bpmn:startEvent id="es" isInterrupting="${interrupting}">${definition}</bpmn:startEvent>${userTask('ea')}<bpmn:endEvent id="ee" />${chain('es', 'ea', 'ee')}`,
      'triggeredByEvent="true"',
    );

  test('an interrupting one ends tokens that wait and tokens at a join, and happens once', async () => {
    const definition = await definitionOf(ends + parallel + watcher(messageEvent, true), message);
    const play = new Play(definition).fire('a').fire('es', { k: 1 });
    expect([play.waiting, play.variables['k'], play.seen('elementTerminated')]).toEqual([['ea'], 1, ['b']]);
    leavesNothing(play.fire('ea'));
  });

  test('others run beside as often as the message comes, and the scope waits for all of them', async () => {
    const definition = await definitionOf(ends + parallel + watcher(messageEvent, false), message);
    const play = new Play(definition).fire('es').fire('es').fire('a').fire('b');
    expect([play.state.status, play.waiting]).toEqual(['active', ['ea', 'es', 'ea']]);
    leavesNothing(play.fire('ea').fire('ea'));
  });

  test('a message that its scope no longer waits for is refused', async () => {
    const definition = await definitionOf(ends + parallel + watcher(messageEvent, true), message);
    const play = new Play(definition);
    const { key } = play.wait('es');
    play.fire('es');
    expect(() => play.do({ type: 'message', key })).toThrow('WAIT_STATE_GONE');
  });

  test('an error inside the one that caught it goes to the scope around', async () => {
    const content = `<bpmn:startEvent id="is" /><bpmn:endEvent id="ie" />${job('j')}${chain('is', 'j', 'ie')}${sub(
      'esp',
      `<bpmn:startEvent id="es">${errorEvent}</bpmn:startEvent>${job('k')}<bpmn:endEvent id="ee" />${chain('es', 'k', 'ee')}`,
      'triggeredByEvent="true"',
    )}`;
    const definition = await definitionOf(
      ends + sub('u', content) + boundary('b', 'u', errorEvent) + chain('s', 'u', 'e'),
      error,
    );
    const play = new Play(definition);
    for (const id of ['j', 'k']) play.do({ type: 'throwError', key: play.wait(id).key, code: 'E' });
    leavesNothing(play);
    expect(play.seen('elementCompleted')).toEqual(['s', 'is', 'es', 'b', 'bEnde']);
  });

  test('terminating ends what runs beside in the sub-process, and nothing outside it', async () => {
    const content = `<bpmn:startEvent id="is" /><bpmn:parallelGateway id="ig" />${userTask('ia')}${userTask('ib')}<bpmn:endEvent id="ie" /><bpmn:endEvent id="it"><bpmn:terminateEventDefinition /></bpmn:endEvent>${chain('is', 'ig', 'ia', 'ie')}${chain('ig', 'ib', 'it')}`;
    const definition = await definitionOf(
      `${ends}<bpmn:parallelGateway id="g" /><bpmn:parallelGateway id="h" />${sub('u', content + watcher(timer('timeCycle', 'R/PT1H'), false))}${userTask('b')}${chain('s', 'g', 'u', 'h', 'e')}${chain('g', 'b', 'h')}`,
    );
    const play = new Play(definition).fire('es').fire('es').fire('ib');
    expect([play.waiting, play.seen('elementCompleted').slice(-2)]).toEqual([['b'], ['it', 'u']]);
    leavesNothing(play.fire('b'));
  });
});

describe('gateways and loops', () => {
  test('two tokens by the same flow do not pass a join; each pair does', async () => {
    const definition = await definitionOf(
      `${ends}<bpmn:parallelGateway id="g" /><bpmn:exclusiveGateway id="m" /><bpmn:parallelGateway id="h" />${['a', 'b', 'c'].map((id) => userTask(id)).join('')}${userTask('n')}${chain('s', 'g', 'a', 'm', 'h', 'n', 'e')}${chain('g', 'b', 'm')}${chain('g', 'c', 'h')}`,
    );
    const play = new Play(definition).fire('a').fire('b');
    expect(play.waiting).toEqual(['c']);
    play.fire('c').fire('n');
    // The second token by the same flow waits for a partner that never comes.
    expect([play.state.status, play.seen('elementCompleted').filter((id) => id === 'h')]).toEqual([
      'active',
      ['h'],
    ]);
  });

  test('a loop through an event-based gateway opens new wait states each time', async () => {
    const definition = await definitionOf(
      `${ends}<bpmn:exclusiveGateway id="m" /><bpmn:eventBasedGateway id="g" /><bpmn:intermediateCatchEvent id="t">${timer('timeDuration', 'PT1H')}</bpmn:intermediateCatchEvent><bpmn:intermediateCatchEvent id="r">${messageEvent}</bpmn:intermediateCatchEvent>${chain('s', 'm', 'g', 'r', 'e')}${chain('g', 't', 'm')}`,
      message,
    );
    const play = new Play(definition).fire('t').fire('t').fire('t');
    expect(play.waiting.sort()).toEqual(['r', 't']);
    leavesNothing(play.fire('r', { k: 1 }));
    expect([play.variables, play.seen('elementCompleted').filter((id) => id === 't').length]).toEqual([
      { k: 1 },
      3,
    ]);
  });

  test('without a true condition and without a default flow it stops, and a retry decides anew', async () => {
    const flow = (target: string, condition: string) =>
      `<bpmn:sequenceFlow id="f_${target}" sourceRef="g" targetRef="${target}"><bpmn:conditionExpression>${condition}</bpmn:conditionExpression></bpmn:sequenceFlow>`;
    const definition = await definitionOf(
      `${ends}<bpmn:exclusiveGateway id="g" />${userTask('a')}${userTask('b')}${chain('s', 'g')}${flow('a', '=n = 1')}${flow('b', '=n = 2')}${chain('a', 'e')}${chain('b', 'e')}`,
    );
    const play = new Play(definition, { n: 0 });
    expect(play.incidents).toMatchObject([{ code: 'NO_MATCHING_FLOW', element: 'g' }]);
    expect(play.retry({ n: 2 }).waiting).toEqual(['b']);
    expect(play.seen('elementActivated')).toEqual(['s', 'g', 'b']);
  });

  test('an endless loop stops with an incident at its budget; a retry goes on from there', async () => {
    const definition = await definitionOf(
      `${ends}<bpmn:exclusiveGateway id="m" /><bpmn:scriptTask id="z">${extended('<zeebe:script expression="=n + 1" resultVariable="n" />')}</bpmn:scriptTask><bpmn:exclusiveGateway id="g" default="weiter" />${chain('s', 'm', 'z', 'g')}<bpmn:sequenceFlow id="fertig" sourceRef="g" targetRef="e"><bpmn:conditionExpression>=n &gt;= 100</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:sequenceFlow id="weiter" sourceRef="g" targetRef="m" />`,
    );
    const play = new Play(definition, { n: 0 }, 150);
    expect([play.state.status, play.incidents[0]?.code]).toEqual(['incident', 'STEP_BUDGET']);
    leavesNothing(play.retry().retry());
    expect(play.variables).toEqual({ n: 100 });
  });
});
