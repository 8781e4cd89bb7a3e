import type { Json } from '../types.js';
import { chain, definitionOf, extended, Play, userTask } from '../testing.js';

const ends = '<bpmn:startEvent id="S" /><bpmn:endEvent id="E" />';
const codes = (play: Play) => play.incidents.map(({ code }) => code);

const many = (loop: string) =>
  definitionOf(
    `${ends}<bpmn:userTask id="A">${extended('<zeebe:userTask />')}<bpmn:multiInstanceLoopCharacteristics>${loop}</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>${chain('S', 'A', 'E')}`,
  );

test.each<[string, string, Json, Json]>([
  ['a count', '<bpmn:loopCardinality>=n</bpmn:loopCardinality>', 20_000, 2],
  ['a count beyond any list', '<bpmn:loopCardinality>=n</bpmn:loopCardinality>', 1e12, 2],
  ['a list', extended('<zeebe:loopCharacteristics inputCollection="=n" />'), Array(20_000).fill(1), [1, 2]],
])('more runs than a command may activate are one incident: %s', async (_name, loop, n, fewer) => {
  const play = new Play(await many(loop), { n });
  expect([codes(play), Object.keys(play.state.tokens)]).toEqual([['TOO_MANY_RUNS'], ['2']]);
  expect(play.retry({ n: fewer }).waiting).toEqual(['A', 'A']);
});

test('a process that calls itself without end is one incident, and can be cancelled', async () => {
  const call = `<bpmn:callActivity id="A">${extended('<zeebe:calledElement processId="P" />')}</bpmn:callActivity>`;
  const play = new Play(await definitionOf(`<bpmn:startEvent id="S" />${call}${chain('S', 'A')}`));
  expect([codes(play), Object.keys(play.state.scopes).length]).toEqual([['CALL_DEPTH'], 101]);
  expect(play.do({ type: 'cancel', reason: 'endlos' }).state.status).toBe('terminated');
});

test('a variable called __proto__ is one like others', async () => {
  const mapped =
    '<zeebe:ioMapping><zeebe:input source="=1" target="n" /><zeebe:output source="=x" target="y" /></zeebe:ioMapping>';
  const definition = await definitionOf(`${ends}${userTask('A', mapped)}${chain('S', 'A', 'E')}`);
  const play = new Play(definition, JSON.parse('{"__proto__":{"x":1}}') as Record<string, Json>);
  play.fire('A');
  expect([codes(play), Object.keys(play.variables)]).toEqual([['UNKNOWN_VARIABLE'], ['__proto__']]);
});

test('no host can count more retries of a job than 32 bits hold', async () => {
  const task = `<bpmn:serviceTask id="A">${extended('<zeebe:taskDefinition type="t" retries="=n" />')}</bpmn:serviceTask>`;
  const play = new Play(await definitionOf(`${ends}${task}${chain('S', 'A', 'E')}`), { n: 1e15 });
  expect(play.effects).toMatchObject([{ type: 'openJob', retries: 1_000_000 }]);
});

test('complex gateways in a row may be called like members of every object', async () => {
  const gateway = (id: string) =>
    `<bpmn:complexGateway id="${id}"><bpmn:activationCondition>=activationCount = 1</bpmn:activationCondition></bpmn:complexGateway>`;
  const nodes = `<bpmn:parallelGateway id="F" />${userTask('A')}${userTask('B')}${gateway('G')}${gateway('constructor')}${userTask('C')}`;
  const flows = `${chain('S', 'F', 'A', 'G')}${chain('F', 'B', 'G')}${chain('G', 'constructor', 'C')}`;
  const play = new Play(await definitionOf(ends + nodes + flows)).fire('A');
  expect(play.waiting.toSorted()).toEqual(['B', 'C']);
});

test.each([
  ['catch', 'correlationKey="=n"', 'name="m"', true],
  ['catch', 'correlationKey="k"', 'name="=n"', true],
  ['throw', 'correlationKey="=n"', 'name="m"', false],
  ['throw', 'correlationKey="k"', 'name="=n"', false],
])(
  'names and keys of messages are no longer than an index takes: %s %s',
  async (_kind, key, name, catches) => {
    const type = catches ? 'intermediateCatchEvent' : 'intermediateThrowEvent';
    const event = `<bpmn:${type} id="M"><bpmn:messageEventDefinition messageRef="X" /></bpmn:${type}>`;
    const message = `<bpmn:message id="X" ${name}>${extended(`<zeebe:subscription ${key} />`)}</bpmn:message>`;
    const definition = await definitionOf(`${ends}${event}${chain('S', 'M', 'E')}`, message);
    expect(codes(new Play(definition, { n: 'x'.repeat(401) }))).toEqual(['EXPRESSION_FAILED']);
    expect(codes(new Play(definition, { n: 'x'.repeat(400) }))).toEqual([]);
  },
);
