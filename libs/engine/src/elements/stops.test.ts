import { chain, definitionOf, each, extended, Play, userTask } from '../testing.js';
import type { Json } from '../types.js';

const named = (tag: string) => `<bpmn:${tag} id="Da" name="=x" errorCode="=x" escalationCode="=x" />`;
const message = (key: string) =>
  `<bpmn:message id="Da" name="bescheid">${extended(`<zeebe:subscription correlationKey="${key}" />`)}</bpmn:message>`;
const thrown = (kind: string, extension = '') =>
  `<bpmn:intermediateThrowEvent id="a">${extended(extension)}<bpmn:${kind}EventDefinition ${kind}Ref="Da" /></bpmn:intermediateThrowEvent>`;
const caught = (kind: string) =>
  `<bpmn:intermediateCatchEvent id="a"><bpmn:${kind}EventDefinition ${kind}Ref="Da" /></bpmn:intermediateCatchEvent>`;
const task = (type: string, extension: string, content = '') =>
  `<bpmn:${type} id="a">${extended(extension)}${content}</bpmn:${type}>`;
const human = (extension: string) => task('userTask', `<zeebe:userTask />${extension}`);
const adHoc = (attributes: string) => task('adHocSubProcess', `<zeebe:adHoc ${attributes} />`, userTask('u'));
const published = (attributes: string) => thrown('message', `<zeebe:publishMessage ${attributes} />`);
const sent = '<bpmn:message id="Da" name="bescheid" />';

const loop = (attributes: string, condition: string) =>
  `<bpmn:standardLoopCharacteristics ${attributes}><bpmn:loopCondition>${condition}</bpmn:loopCondition></bpmn:standardLoopCharacteristics>`;
const runs = (count: string) =>
  `<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>${count}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`;
const job = (attributes: string) => task('serviceTask', `<zeebe:taskDefinition ${attributes} />`);
const complex =
  '<bpmn:complexGateway id="a"><bpmn:activationCondition>=x</bpmn:activationCondition></bpmn:complexGateway>';
const called =
  '<bpmn:process id="Q" isExecutable="true"><bpmn:startEvent id="qs" /><bpmn:userTask id="q"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask><bpmn:sequenceFlow id="qf" sourceRef="qs" targetRef="q" /></bpmn:process>';

/** What holds the expression `=x`, its element `a`, a value that is of no use, one that is, and what waits then. */
type Case = [what: string, element: string, bad: Json, good: Json, then: string, beside?: string];

const cases: Case[] = [
  ['the form of a task', human('<zeebe:formDefinition formId="=x" />'), [], 'f', 'a'],
  ['who does a task', human('<zeebe:assignmentDefinition assignee="=x" />'), [], 'anna', 'a'],
  ['groups', human('<zeebe:assignmentDefinition candidateGroups="=x" />'), ['a', 7], 'a', 'a'],
  ['users', human('<zeebe:assignmentDefinition candidateUsers="=x" />'), {}, null, 'a'],
  ['a due date', human('<zeebe:taskSchedule dueDate="=x" />'), 'bald', '2026-03-09', 'a'],
  ['a follow-up date', human('<zeebe:taskSchedule followUpDate="=x" />'), 7, '2026-03-09', 'a'],
  ['the type of a job', job('type="=x"'), [], 't', 'a'],
  ['tries: no number', job('type="t" retries="=x"'), 'a', '2', 'a'],
  ['tries: half a one', job('type="t" retries="=x"'), 1.5, 0, 'a'],
  ['tries: less than none', job('type="t" retries="=x"'), -1, 3, 'a'],
  ['tries: a list', job('type="t" retries="=x"'), [2], 2, 'a'],
  ['a called process', task('callActivity', '<zeebe:calledElement processId="=x" />'), [], 'Q', 'q', called],
  ['an awaited correlation key', caught('message'), null, 7, 'a', message('=x')],
  ['an awaited message', caught('message'), null, 'm', 'a', named('message')],
  ['an awaited signal', caught('signal'), [], 'g', 'a', named('signal')],
  ['a sent message', thrown('message'), [], 'm', 'completed', named('message')],
  ['a sent correlation key', published('correlationKey="=x"'), [], 'k', 'completed', sent],
  ['a lifetime: no duration', published('timeToLive="=x"'), 'lang', 'PT1H', 'completed', sent],
  ['a lifetime: no text', published('timeToLive="=x"'), 60, 'PT1H', 'completed', sent],
  ['a job that sends', thrown('message', '<zeebe:taskDefinition type="=x" />'), [], 't', 'a', sent],
  ['a thrown signal', thrown('signal'), null, 'g', 'completed', named('signal')],
  ['a thrown escalation', thrown('escalation'), [], 'c', 'completed', named('escalation')],
  [
    'a list',
    human('').replace('</bpmn:userTask>', `${each('').replace('=liste', '=x')}</bpmn:userTask>`),
    'a',
    [1],
    'a',
  ],
  ['a number of runs', userTask('a', '', runs('=x')), 1.5, 1, 'a'],
  ['whether to loop', userTask('a', '', loop('testBefore="true"', '=x')), 7, true, 'a'],
  ['what an ad-hoc sub-process begins', adHoc('activeElementsCollection="=x"'), [7], ['u'], 'u'],
  ['the same, no list', adHoc('activeElementsCollection="=x"'), 'u', ['u'], 'u'],
  ['when a complex gateway begins', complex, 7, true, 'completed'],
];

describe('an element whose expression is of no use stops there, and goes on by a retry', () => {
  test.each(cases)('%s', async (_what, element, bad, good, then, beside = '') => {
    const model = `<bpmn:startEvent id="s" /><bpmn:endEvent id="e" />${element}${chain('s', 'a', 'e')}`;
    const play = new Play(await definitionOf(model, beside), { x: bad });
    expect(play.incidents).toMatchObject([{ element: 'a' }]);
    expect([play.waiting, play.effects]).toEqual([[], []]);
    expect([play.seen('flowTaken'), Object.keys(play.state.tokens).length]).toEqual([['s_a'], 1]);
    play.retry({ x: good });
    expect([play.incidents, play.waiting[0] ?? play.state.status]).toEqual([[], then]);
  });
});
