import { chain, definitionOf, extended, mapping, Play, timer, userTask } from '../testing.js';

const ends = '<bpmn:startEvent id="s" /><bpmn:endEvent id="e" />';
const message =
  '<bpmn:message id="M" name="m"><bpmn:extensionElements><zeebe:subscription correlationKey="=k" /></bpmn:extensionElements></bpmn:message>';
const error = '<bpmn:error id="E" name="E" errorCode="E" />';
const called =
  '<bpmn:process id="Q" isExecutable="true"><bpmn:startEvent id="qs" /><bpmn:endEvent id="qe" /><bpmn:sequenceFlow id="qf" sourceRef="qs" targetRef="qe" /></bpmn:process>';
const through = (element: string) => ends + element + chain('s', 'x', 'e');
const caught = (definition: string) =>
  `<bpmn:intermediateCatchEvent id="x">${definition}</bpmn:intermediateCatchEvent>`;
const attached = (definition: string) =>
  userTask('x') +
  `<bpmn:boundaryEvent id="b" attachedToRef="x">${definition}</bpmn:boundaryEvent>${chain('b', 'e')}`;
const task = (kind: string, extension: string) =>
  `<bpmn:${kind} id="x">${extended(extension)}</bpmn:${kind}>`;

type Case = [kind: string, model: string, before: object, code: string, at: string, repair: object];

const cases: Case[] = [
  [
    'a timer',
    through(caught(timer('timeDuration', '=d'))),
    { d: 'morgen' },
    'TIMER_INVALID',
    'x',
    { d: 'P1D' },
  ],
  [
    'a timer without value',
    through(caught(timer('timeDate', '=d'))),
    { d: null },
    'EXPRESSION_FAILED',
    'x',
    { d: '2026-03-03T09:00:00Z' },
  ],
  [
    'a correlation key',
    through(caught('<bpmn:messageEventDefinition messageRef="M" />')),
    { k: null },
    'EXPRESSION_FAILED',
    'x',
    { k: 1 },
  ],
  [
    'a job type',
    through(task('serviceTask', '<zeebe:taskDefinition type="=t" />')),
    {},
    'UNKNOWN_VARIABLE',
    'x',
    { t: 'dienst' },
  ],
  [
    'candidate groups',
    through(task('userTask', '<zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="=g" />')),
    { g: 7 },
    'EXPRESSION_FAILED',
    'x',
    { g: ['a'] },
  ],
  [
    'a due date',
    through(task('userTask', '<zeebe:userTask /><zeebe:taskSchedule dueDate="=now() + duration(d)" />')),
    { d: 'bald' },
    'EXPRESSION_FAILED',
    'x',
    { d: 'P1D' },
  ],
  [
    'a script',
    through(task('scriptTask', '<zeebe:script expression="=a + 1" resultVariable="r" />')),
    {},
    'UNKNOWN_VARIABLE',
    'x',
    { a: 1 },
  ],
  [
    'a called process',
    through(task('callActivity', '<zeebe:calledElement processId="=p" />')),
    { p: 'Z' },
    'UNKNOWN_PROCESS',
    'x',
    { p: 'Q' },
  ],
  [
    'a boundary timer',
    through(attached(timer('timeDuration', '=d'))),
    { d: '' },
    'TIMER_INVALID',
    'x',
    { d: 'P1D' },
  ],
  [
    'an input mapping',
    through(task('userTask', `<zeebe:userTask />${mapping('<zeebe:input source="=a" target="b" />')}`)),
    {},
    'UNKNOWN_VARIABLE',
    'x',
    { a: 1 },
  ],
  [
    'a timer behind an event-based gateway',
    `${through('<bpmn:eventBasedGateway id="x" />').replace(/<bpmn:sequenceFlow id="x_e".*?\/>/, '')}<bpmn:intermediateCatchEvent id="t">${timer('timeDuration', '=d')}</bpmn:intermediateCatchEvent>${chain('x', 't', 'e')}`,
    { d: '' },
    'TIMER_INVALID',
    'x',
    { d: 'P1D' },
  ],
  [
    'a timer of an event sub-process',
    `${through(userTask('x'))}<bpmn:subProcess id="esp" triggeredByEvent="true"><bpmn:startEvent id="es">${timer('timeDuration', '=d')}</bpmn:startEvent><bpmn:endEvent id="ee" />${chain('es', 'ee')}</bpmn:subProcess>`,
    { d: '' },
    'TIMER_INVALID',
    's',
    { d: 'P1D' },
  ],
];

describe('an incident names its element, waits without loss, and a retry after the repair goes on', () => {
  test.each(cases)('%s', async (_, model, before, code, at, repair) => {
    const definition = await definitionOf(model, message + error + called);
    const play = new Play(definition, before as never);
    expect([play.state.status, play.incidents]).toMatchObject(['incident', [{ code, element: at }]]);
    expect([play.incidents.length, play.waiting]).toEqual([1, []]);
    // Trying again without a repair stops at the same place, once.
    const [{ key } = { key: '' }] = play.incidents;
    play.retry();
    expect(play.incidents).toMatchObject([{ code, element: at }]);
    expect(play.incidents[0]?.key).not.toBe(key);
    play.retry(repair as never);
    expect(play.incidents).toEqual([]);
    for (let round = 0; play.waiting.length > 0 && round < 5; round += 1)
      play.fire(play.waiting.find((element) => element === 'x') ?? play.waiting[0] ?? '');
    expect([play.state.status, play.state.tokens, play.state.waits]).toEqual(['completed', {}, {}]);
    expect(play.seen('elementActivated').filter((element) => element === 'x').length).toBe(1);
  });

  test.each([
    ['2026-03-09', '2026-03-09T00:00:00+01:00'],
    ['2026-03-09T10:00:00Z', '2026-03-09T10:00:00Z'],
    [null, null],
    ['', null],
  ])('a due date of %j is %j', async (d, dueDate) => {
    const model = through(task('userTask', '<zeebe:userTask /><zeebe:taskSchedule dueDate="=d" />'));
    expect(new Play(await definitionOf(model), { d }).effects).toMatchObject([{ dueDate }]);
  });

  test.each([
    ['timeDuration', 'keine Dauer', ['P14D', 'PT2H', '5 Arbeitstage']],
    ['timeDate', 'kein Zeitpunkt', ['2026-03-02T09:00:00Z']],
    ['timeCycle', 'keine Wiederholung', ['R3/P7D']],
  ] as const)('a %s that is none is answered with examples that are right', async (form, text, examples) => {
    const definition = await definitionOf(
      through(`<bpmn:intermediateCatchEvent id="x">${timer(form, '=d')}</bpmn:intermediateCatchEvent>`),
    );
    const said = new Play(definition, { d: 'bald' }).incidents[0]?.message.de;
    expect(said).toContain(`„bald“ ist ${text}`);
    for (const example of examples) {
      expect(said).toContain(example);
      expect(new Play(definition, { d: example }).incidents).toEqual([]);
    }
  });

  test('a due date that is none stops the task instead of the database', async () => {
    const model = through(task('userTask', '<zeebe:userTask /><zeebe:taskSchedule dueDate="=d" />'));
    for (const d of ['bald', 7, '2026-02-30']) {
      const play = new Play(await definitionOf(model), { d });
      expect(play.incidents).toMatchObject([{ code: 'EXPRESSION_FAILED', element: 'x' }]);
      expect(play.retry({ d: '2026-03-09' }).waiting).toEqual(['x']);
    }
  });

  test('an old incident cannot be retried, and a decision that is missing is one', async () => {
    const model = through(
      task('businessRuleTask', '<zeebe:calledDecision decisionId="fehlt" resultVariable="r" />'),
    );
    const play = new Play(await definitionOf(model));
    const [incident] = play.incidents;
    expect(incident).toMatchObject({ code: 'DECISION_FAILED', element: 'x' });
    play.retry();
    expect(() => play.do({ type: 'retry', key: incident?.key ?? '' })).toThrow('WAIT_STATE_GONE');
  });

  test('a failed job opens anew under another key, the failed one is gone', async () => {
    const play = new Play(
      await definitionOf(through(task('serviceTask', '<zeebe:taskDefinition type="t" />'))),
    );
    const { key } = play.wait('x');
    play.do({ type: 'fail', key, message: 'kaputt' }).retry();
    expect(play.wait('x').key).not.toBe(key);
    expect(() => play.do({ type: 'complete', key })).toThrow('WAIT_STATE_GONE');
    expect(play.fire('x').state.status).toBe('completed');
  });

  test('an error that nobody catches can be retried and does not pile up', async () => {
    const model = `<bpmn:startEvent id="s" /><bpmn:endEvent id="x"><bpmn:errorEventDefinition errorRef="E" /></bpmn:endEvent>${chain('s', 'x')}`;
    const play = new Play(await definitionOf(model, error)).retry().retry();
    expect(play.incidents).toMatchObject([{ code: 'UNHANDLED_ERROR', element: 'x' }]);
    play.do({ type: 'cancel', reason: 'aufgegeben' });
    expect([play.state.status, play.incidents]).toEqual(['terminated', []]);
    expect(play.seen('incidentRaised').length).toBe(play.seen('incidentResolved').length);
  });

  test('other tokens go on beside an incident', async () => {
    const model = `${ends}<bpmn:parallelGateway id="g" /><bpmn:parallelGateway id="h" />${task('scriptTask', '<zeebe:script expression="=a" resultVariable="r" />')}${userTask('u')}${chain('s', 'g', 'x', 'h', 'e')}${chain('g', 'u', 'h')}`;
    const play = new Play(await definitionOf(model)).fire('u');
    expect(play.state.status).toBe('incident');
    expect(play.retry({ a: 1 }).state.status).toBe('completed');
  });
});
