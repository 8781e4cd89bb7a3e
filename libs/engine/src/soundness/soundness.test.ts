import { build } from '../compile/compile.js';
import { runScenario } from '../scenario/run.js';
import { chain, each, extended, modelOf, timer, userTask } from '../testing.js';
import { checkSoundness } from './check-soundness.js';
import type { Soundness, SoundnessOptions } from './check-soundness.js';

const element = (tag: string, ...ids: string[]) => ids.map((id) => `<bpmn:${tag} id="${id}" />`).join('');
const ends = element('startEvent', 's') + element('endEvent', 'e');
const tasks = (...ids: string[]) => ids.map((id) => userTask(id)).join('');
const sub = (id: string, content: string, attributes = '') =>
  `<bpmn:subProcess id="${id}" ${attributes}>${content}</bpmn:subProcess>`;
const boundary = (id: string, at: string, definition: string, interrupting = true) =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${at}" cancelActivity="${interrupting}">${definition}</bpmn:boundaryEvent>`;
const script = (id: string) =>
  `<bpmn:scriptTask id="${id}">${extended('<zeebe:script expression="=n + 1" resultVariable="n" />')}</bpmn:scriptTask>`;
const error = '<bpmn:errorEventDefinition errorRef="E" />';
const escalation = '<bpmn:escalationEventDefinition escalationRef="K" />';
const beside =
  '<bpmn:error id="E" errorCode="E" /><bpmn:escalation id="K" escalationCode="K" /><bpmn:message id="M" name="m" />';

/** Checks a process `P`, and that every counter-example shows its defect when it is run. */
async function check(content: string, more = '', options: SoundnessOptions = {}): Promise<Soundness> {
  const model = await modelOf(content, beside + more);
  const { definition, findings } = build({ models: [model], decisions: [] });
  if (!definition) throw new Error(JSON.stringify(findings));
  const soundness = checkSoundness(definition, options);
  for (const { counterExample } of soundness.findings)
    if (counterExample) {
      const read = JSON.parse(JSON.stringify(counterExample));
      expect(runScenario(read, { models: [model], decisions: [] })).toMatchObject({
        passed: true,
        failures: [],
      });
    }
  return soundness;
}

async function found(content: string, more = ''): Promise<string[]> {
  const { findings } = await check(content, more);
  return findings.map(({ code, elementId }) => `${code} ${elementId}`).sort();
}

async function expectOf(content: string, code: string): Promise<unknown> {
  const { findings } = await check(content);
  const finding = findings.find((one) => one.code === code);
  const { steps, choices, expect: shown } = finding?.counterExample ?? {};
  return { steps, choices, expect: shown };
}

describe('what is wrong', () => {
  const deadlock =
    ends +
    element('exclusiveGateway', 'x') +
    element('parallelGateway', 'j') +
    tasks('a', 'b') +
    chain('s', 'x', 'a', 'j', 'e') +
    chain('x', 'b', 'j');

  test('DEADLOCK: a parallel gateway joins what an exclusive one has split; the shortest way there is one task', async () => {
    expect(await found(deadlock)).toEqual(['DEADLOCK j']);
    expect(await expectOf(deadlock, 'DEADLOCK')).toEqual({
      choices: { x: ['x_a'] },
      steps: [{ complete: 'a' }],
      expect: { state: 'active', waitingAt: [], tokens: { j: 1 } },
    });
  });

  test('DEADLOCK: also while something else goes on for ever beside it', async () => {
    const reminder =
      boundary('r', 'sub', timer('timeCycle', 'R/P1D'), false) + element('endEvent', 're') + chain('r', 're');
    const inner = deadlock.replace(/(id|sourceRef|targetRef)="/g, '$1="i');
    expect(await found(ends + sub('sub', inner) + reminder + chain('s', 'sub', 'e'))).toContain(
      'DEADLOCK ij',
    );
  });

  test('DEADLOCK: inside a sub-process even if its deadline ends it, and only there', async () => {
    const inner = deadlock.replace(/(id|sourceRef|targetRef)="/g, '$1="i');
    const limit = boundary('r', 'sub', timer('timeDuration', 'P1D')) + chain('r', 'm');
    const content = (kind: string) =>
      ends +
      element('parallelGateway', 'f', 'k') +
      element(kind, 'm') +
      tasks('a') +
      sub('sub', inner) +
      limit +
      chain('s', 'f', 'sub', 'm', 'k', 'e') +
      chain('f', 'a', 'k');
    expect(await found(content('exclusiveGateway'))).toEqual(['DEADLOCK ij']);
  });

  test('IMPROPER_COMPLETION: a branch has come to an end, the join waits for it for ever', async () => {
    const content =
      ends +
      element('parallelGateway', 'f', 'j') +
      element('exclusiveGateway', 'x') +
      element('endEvent', 'e2') +
      tasks('a', 'b') +
      chain('s', 'f', 'a', 'x', 'j', 'e') +
      chain('f', 'b', 'j') +
      chain('x', 'e2');
    expect(await found(content)).toEqual(['IMPROPER_COMPLETION j']);
  });

  test('LOST_SYNCHRONISATION: a task after a merge of parallel branches, waiting or not, in whichever order they come', async () => {
    for (const kind of [userTask, script]) {
      const content =
        ends +
        element('parallelGateway', 'f') +
        element('exclusiveGateway', 'm') +
        tasks('a', 'b') +
        kind('c') +
        chain('s', 'f', 'a', 'm', 'c', 'e') +
        chain('f', 'b', 'm');
      expect(await found(content)).toEqual(['LOST_SYNCHRONISATION c']);
      expect(await expectOf(content, 'LOST_SYNCHRONISATION')).toMatchObject({ expect: { begun: { c: 2 } } });
    }
  });

  test('LOST_SYNCHRONISATION: two tokens come to a join by one flow', async () => {
    const content =
      ends +
      element('parallelGateway', 'f', 'j') +
      element('exclusiveGateway', 'm') +
      tasks('a', 'b', 'c') +
      chain('s', 'f', 'a', 'm', 'j', 'e') +
      chain('f', 'b', 'm') +
      chain('f', 'c', 'j');
    expect(await found(content)).toEqual(['LOST_SYNCHRONISATION j']);
  });

  test('LOST_SYNCHRONISATION: a reminder that leads back into the work goes on beside it', async () => {
    const content =
      ends +
      tasks('a', 'b') +
      boundary('r', 'a', timer('timeDuration', 'P1D'), false) +
      chain('s', 'a', 'b', 'e') +
      chain('r', 'b');
    expect(await found(content)).toEqual(['LOST_SYNCHRONISATION b']);
  });

  test('ENDLESS_CYCLE: without a way out, and with one that no data can ever open', async () => {
    expect(
      await found(ends + element('task', 'a', 'b') + chain('s', 'a', 'b', 'a') + chain('b', 'e')),
    ).toEqual(['ENDLESS_CYCLE b']);
    const loop = (kind: string) =>
      ends + element('exclusiveGateway', 'm', 'x') + kind + chain('s', 'm', 'a', 'x', 'e') + chain('x', 'm');
    expect(await found(loop(element('task', 'a')))).toEqual(['ENDLESS_CYCLE a']);
    expect(await found(loop(script('a')))).toEqual([]);
    expect(await found(loop(tasks('a')))).toEqual([]);
  });

  test('NEVER_COMPLETES: a cycle of tasks that nothing leads out of', async () => {
    const content =
      element('startEvent', 's') + element('exclusiveGateway', 'm') + tasks('a') + chain('s', 'm', 'a', 'm');
    expect(await found(content)).toEqual(['NEVER_COMPLETES a']);
  });

  test('UNCAUGHT_ERROR: of the process itself, but not of one that others call and that they catch', async () => {
    const failing = `${element('startEvent', 'qs')}<bpmn:endEvent id="qe">${error}</bpmn:endEvent>${tasks('qa')}${chain('qs', 'qa', 'qe')}`;
    expect(await found(failing)).toEqual(['UNCAUGHT_ERROR qe']);
    const called = `<bpmn:process id="Q" isExecutable="true">${failing}</bpmn:process>`;
    const call = `<bpmn:callActivity id="c">${extended('<zeebe:calledElement processId="Q" />')}</bpmn:callActivity>`;
    const caught =
      element('startEvent', 's') +
      call +
      boundary('b', 'c', error) +
      element('endEvent', 'be') +
      chain('s', 'c') +
      chain('b', 'be');
    expect(await found(caught, called)).toEqual([]);
    expect(await found(element('startEvent', 's') + call + chain('s', 'c'), called)).toEqual([
      'UNCAUGHT_ERROR qe',
    ]);
  });

  test('DEAD_ELEMENT: what comes after something that never ends', async () => {
    const failing = `${element('startEvent', 'is')}<bpmn:endEvent id="ie">${error}</bpmn:endEvent>${chain('is', 'ie')}`;
    const content =
      ends +
      sub('sub', failing) +
      boundary('b', 'sub', error) +
      tasks('a', 'c') +
      chain('s', 'sub', 'a', 'c', 'e') +
      chain('b', 'e');
    expect(await found(content)).toEqual(['DEAD_ELEMENT a']);
  });

  test('UNSATISFIABLE_RECEIVE: an error or escalation that nothing inside throws; tasks and jobs may throw any', async () => {
    const inside = (kind: string) =>
      ends +
      sub('sub', element('startEvent', 'is') + kind + element('endEvent', 'ie') + chain('is', 'a', 'ie')) +
      boundary('b', 'sub', error) +
      boundary('k', 'sub', escalation, false) +
      element('endEvent', 'be', 'ke') +
      chain('s', 'sub', 'e') +
      chain('b', 'be') +
      chain('k', 'ke');
    expect(await found(inside(script('a')))).toEqual(['UNSATISFIABLE_RECEIVE b', 'UNSATISFIABLE_RECEIVE k']);
    expect(await found(inside(userTask('a')))).toEqual([]);
  });
});

describe('what is sound', () => {
  test.each([
    [
      'a sub-process for each item, one after the other or all at once',
      [true, false].map(
        (sequential) =>
          sub(
            'sub',
            ends.replace(/"(s|e)"/g, '"i$1"') + tasks('a') + chain('is', 'a', 'ie') + each('', sequential),
          ) + chain('s', 'sub', 'e'),
      ),
    ],
    [
      'an inclusive split and join',
      [
        `${element('inclusiveGateway', 'o', 'j')}${tasks('a', 'b')}<bpmn:sequenceFlow id="oa" sourceRef="o" targetRef="a"><bpmn:conditionExpression>=x</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:sequenceFlow id="ob" sourceRef="o" targetRef="b"><bpmn:conditionExpression>=y</bpmn:conditionExpression></bpmn:sequenceFlow>${chain('s', 'o')}${chain('a', 'j', 'e')}${chain('b', 'j')}`,
      ],
    ],
    [
      'a reminder each day with an end of its own',
      [
        tasks('a', 'c') +
          boundary('r', 'a', timer('timeCycle', 'R/P1D'), false) +
          element('endEvent', 're') +
          chain('s', 'a', 'e') +
          chain('r', 'c', 're'),
      ],
    ],
    [
      'branches that each come to their own end',
      [
        element('parallelGateway', 'f') +
          tasks('a', 'b') +
          element('endEvent', 'e2') +
          chain('s', 'f', 'a', 'e') +
          chain('f', 'b', 'e2'),
      ],
    ],
    [
      'branches with a common end',
      [element('parallelGateway', 'f') + tasks('a', 'b') + chain('s', 'f', 'a', 'e') + chain('f', 'b', 'e')],
    ],
    [
      'the first of two branches terminates',
      [
        `${element('parallelGateway', 'f') + tasks('a', 'b')}<bpmn:endEvent id="t"><bpmn:terminateEventDefinition /></bpmn:endEvent>${chain('s', 'f', 'a', 't')}${chain('f', 'b', 'e')}`,
      ],
    ],
    [
      'a loop back over a fork and its join',
      [
        element('parallelGateway', 'f', 'j') +
          element('exclusiveGateway', 'm', 'x') +
          tasks('a', 'b') +
          chain('s', 'm', 'f', 'a', 'j', 'x', 'e') +
          chain('f', 'b', 'j') +
          chain('x', 'm'),
      ],
    ],
    [
      'a standard loop with a maximum',
      [
        `<bpmn:userTask id="a">${extended('<zeebe:userTask />')}<bpmn:standardLoopCharacteristics loopMaximum="3" /></bpmn:userTask>${chain('s', 'a', 'e')}`,
      ],
    ],
  ])('%s', async (_, models) => {
    for (const content of models)
      expect(await check(ends + content)).toMatchObject({ findings: [], proved: true });
  });
});

describe('what is not proved', () => {
  test('beyond the budget it says so, with what was covered, and calls nothing dead', async () => {
    const content = ends + tasks('a', 'b', 'c') + chain('s', 'a', 'b', 'c', 'e');
    const { proved, findings, explored } = await check(content, '', { budget: 6 });
    expect([proved, findings.map(({ code }) => code)]).toEqual([false, ['NOT_PROVED']]);
    expect(explored).toMatchObject({ of: 5, elements: 3 });
  });

  test('a process that calls itself', async () => {
    const call = `<bpmn:callActivity id="c">${extended('<zeebe:calledElement processId="P" />')}</bpmn:callActivity>`;
    const content =
      ends + element('exclusiveGateway', 'x') + call + chain('s', 'x', 'c', 'e') + chain('x', 'e');
    expect(await found(content)).toEqual(['NOT_PROVED P']);
  });
});

describe('size', () => {
  const branches = (branch: (n: number) => string) =>
    ends +
    element('parallelGateway', 'f', 'j') +
    chain('s', 'f') +
    chain('j', 'e') +
    Array.from({ length: 17 }, (_, n) => branch(n)).join('');

  test('17 parallel branches need no more states than one after the other', async () => {
    const plain = await check(branches((n) => userTask(`t${n}`) + chain('f', `t${n}`, 'j')));
    expect([plain.proved, plain.explored.states < 100]).toEqual([true, true]);
    const loops = await check(
      branches(
        (n) =>
          element('exclusiveGateway', `m${n}`, `x${n}`) +
          userTask(`t${n}`) +
          chain('f', `m${n}`, `t${n}`, `x${n}`, 'j') +
          chain(`x${n}`, `m${n}`),
      ),
    );
    expect([loops.proved, loops.explored.states < 300]).toEqual([true, true]);
  });

  test('500 elements of choices one after the other are looked at once each', async () => {
    const part = (n: number) =>
      element('exclusiveGateway', `x${n}`, `m${n}`) +
      userTask(`a${n}`) +
      element('task', `b${n}`, `c${n}`) +
      chain(`c${n - 1}`, `x${n}`, `a${n}`, `m${n}`, `c${n}`) +
      chain(`x${n}`, `b${n}`, `m${n}`);
    const content =
      ends +
      element('task', 'c0') +
      chain('s', 'c0') +
      Array.from({ length: 100 }, (_, n) => part(n + 1)).join('') +
      chain('c100', 'e');
    const { proved, explored } = await check(content);
    expect([proved, explored.elements, explored.states < 1_000]).toEqual([true, 503, true]);
  });
});
