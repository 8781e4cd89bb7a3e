import { checkModels } from '../check.js';
import { chain, modelOf } from '../testing.js';

const start = '<bpmn:startEvent id="s" />';
const end = '<bpmn:endEvent id="e" />';
const extended = (inner: string) => `<bpmn:extensionElements>${inner}</bpmn:extensionElements>`;
const timer =
  '<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>';
const flow = (from: string, to: string, condition = '') =>
  `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${condition && `<bpmn:conditionExpression>${condition}</bpmn:conditionExpression>`}</bpmn:sequenceFlow>`;
const around = (activity: string) => `${start}${activity}${end}${chain('s', 'x', 'e')}`;
const multiple = (attributes: string, inner = '') =>
  `<bpmn:task id="x"><bpmn:multiInstanceLoopCharacteristics>${extended(`<zeebe:loopCharacteristics ${attributes} />`)}${inner}</bpmn:multiInstanceLoopCharacteristics></bpmn:task>`;

/** code, element and severity expected for a process with this content (and what stands beside it) */
const table: [code: string, element: string, severity: string, content: string, beside?: string][] = [
  ['NO_START_EVENT', 'P', 'error', '<bpmn:task id="x" />'],
  ['NO_START_EVENT', 'x', 'error', around('<bpmn:subProcess id="x"><bpmn:task id="y" /></bpmn:subProcess>')],
  ['SEVERAL_START_EVENTS', 't', 'error', `${start}<bpmn:startEvent id="t" />`],
  [
    'START_EVENT_TRIGGER',
    't',
    'error',
    `${start}<bpmn:startEvent id="t"><bpmn:errorEventDefinition /></bpmn:startEvent>`,
  ],
  [
    'START_EVENT_TRIGGER',
    't',
    'error',
    around(`<bpmn:subProcess id="x"><bpmn:startEvent id="t">${timer}</bpmn:startEvent></bpmn:subProcess>`),
  ],
  ['UNREACHABLE', 'x', 'error', `${start}<bpmn:task id="x" />`],
  ['FLOW_INTO_START', 's', 'error', `${start}<bpmn:task id="x" />${chain('s', 'x', 's')}`],
  ['FLOW_OUT_OF_END', 'e', 'error', `${start}${end}<bpmn:task id="x" />${chain('s', 'e', 'x')}`],
  [
    'MISSING_CONDITION',
    'x_f',
    'error',
    `${around('<bpmn:exclusiveGateway id="x" default="x_e" />')}<bpmn:task id="f" />${flow('x', 'f')}`,
  ],
  [
    'MISSING_DEFAULT_FLOW',
    'x',
    'warning',
    `${start}<bpmn:exclusiveGateway id="x" />${end}<bpmn:task id="f" />${flow('s', 'x')}${flow('x', 'e', '=a')}${flow('x', 'f', '=b')}`,
  ],
  [
    'IGNORED_CONDITION',
    'x_e',
    'warning',
    `${start}<bpmn:exclusiveGateway id="x" default="x_e" />${end}${flow('s', 'x')}${flow('x', 'e', '=a')}`,
  ],
  [
    'EXPRESSION_WITHOUT_EQUALS',
    'x_e',
    'warning',
    `${start}<bpmn:task id="x" />${end}${flow('s', 'x')}${flow('x', 'e', 'a')}`,
  ],
  [
    'FEEL_SYNTAX',
    'x_e',
    'error',
    `${start}<bpmn:task id="x" />${end}${flow('s', 'x')}${flow('x', 'e', '=a +')}`,
  ],
  ['MISSING_TASK_DEFINITION', 'x', 'error', around('<bpmn:serviceTask id="x" />')],
  ['MISSING_TASK_DEFINITION', 'x', 'error', around('<bpmn:scriptTask id="x" />')],
  [
    'MISSING_TASK_DEFINITION',
    'x',
    'error',
    around(
      '<bpmn:intermediateThrowEvent id="x"><bpmn:messageEventDefinition /></bpmn:intermediateThrowEvent>',
    ),
  ],
  [
    'UNKNOWN_DECISION',
    'x',
    'error',
    around(
      `<bpmn:businessRuleTask id="x">${extended('<zeebe:calledDecision decisionId="d" resultVariable="r" />')}</bpmn:businessRuleTask>`,
    ),
  ],
  [
    'MISSING_RESULT_VARIABLE',
    'x',
    'error',
    around(`<bpmn:scriptTask id="x">${extended('<zeebe:script expression="=1" />')}</bpmn:scriptTask>`),
  ],
  [
    'UNKNOWN_PROCESS',
    'x',
    'error',
    around(
      `<bpmn:callActivity id="x">${extended('<zeebe:calledElement processId="Q" />')}</bpmn:callActivity>`,
    ),
  ],
  ['UNKNOWN_PROCESS', 'x', 'error', around('<bpmn:callActivity id="x" />')],
  ['MISSING_MESSAGE', 'x', 'error', around('<bpmn:receiveTask id="x" />')],
  [
    'MISSING_CORRELATION_KEY',
    'x',
    'warning',
    around('<bpmn:receiveTask id="x" messageRef="m" />'),
    '<bpmn:message id="m" name="m" />',
  ],
  [
    'MISSING_ERROR_CODE',
    'e',
    'error',
    `${start}<bpmn:endEvent id="e"><bpmn:errorEventDefinition /></bpmn:endEvent>${chain('s', 'e')}`,
  ],
  [
    'BOUNDARY_NOT_ATTACHED',
    'b',
    'error',
    `${around('<bpmn:exclusiveGateway id="x" />')}<bpmn:boundaryEvent id="b" attachedToRef="x">${timer}</bpmn:boundaryEvent>`,
  ],
  [
    'ERROR_NOT_INTERRUPTING',
    'b',
    'error',
    `${around('<bpmn:task id="x" />')}<bpmn:boundaryEvent id="b" attachedToRef="x" cancelActivity="false"><bpmn:errorEventDefinition /></bpmn:boundaryEvent>`,
  ],
  [
    'BOUNDARY_WITHOUT_FLOW',
    'b',
    'warning',
    `${around('<bpmn:task id="x" />')}<bpmn:boundaryEvent id="b" attachedToRef="x">${timer}</bpmn:boundaryEvent>`,
  ],
  ['EVENT_GATEWAY_TARGET', 'e', 'error', around('<bpmn:eventBasedGateway id="x" />')],
  ['MISSING_COLLECTION', 'x', 'error', around(multiple(''))],
  ['INCOMPLETE_OUTPUT', 'x', 'error', around(multiple('inputCollection="=l" outputCollection="o"'))],
  [
    'NOBODY_ASSIGNED',
    'x',
    'warning',
    around(`<bpmn:userTask id="x">${extended('<zeebe:userTask />')}</bpmn:userTask>`),
  ],
  [
    'TIMER_INVALID',
    'x',
    'error',
    around(
      '<bpmn:intermediateCatchEvent id="x"><bpmn:timerEventDefinition><bpmn:timeDuration>bald</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
    ),
  ],
  [
    'TIMER_INVALID',
    'x',
    'error',
    around('<bpmn:intermediateCatchEvent id="x"><bpmn:timerEventDefinition /></bpmn:intermediateCatchEvent>'),
  ],
  [
    'LINK_WITHOUT_TARGET',
    'x',
    'error',
    around(
      '<bpmn:intermediateThrowEvent id="x"><bpmn:linkEventDefinition name="l" /></bpmn:intermediateThrowEvent>',
    ),
  ],
  [
    'FLOW_ACROSS_SCOPES',
    's_y',
    'error',
    `${around('<bpmn:subProcess id="x"><bpmn:startEvent id="t" /><bpmn:task id="y" /></bpmn:subProcess>')}${flow('s', 'y')}`,
  ],
  ['UNSUPPORTED', 'x', 'error', around('<bpmn:inclusiveGateway id="x" />')],
  ['UNSUPPORTED', 'x', 'error', around('<bpmn:complexGateway id="x" />')],
  [
    'UNSUPPORTED',
    'x',
    'error',
    around('<bpmn:transaction id="x"><bpmn:startEvent id="t" /></bpmn:transaction>'),
  ],
  [
    'UNSUPPORTED',
    'x',
    'error',
    around('<bpmn:adHocSubProcess id="x"><bpmn:task id="t" /></bpmn:adHocSubProcess>'),
  ],
  [
    'UNSUPPORTED',
    'x',
    'error',
    around(
      '<bpmn:intermediateCatchEvent id="x"><bpmn:signalEventDefinition /></bpmn:intermediateCatchEvent>',
    ),
  ],
  [
    'UNSUPPORTED',
    'x',
    'error',
    around(
      '<bpmn:intermediateThrowEvent id="x"><bpmn:escalationEventDefinition /></bpmn:intermediateThrowEvent>',
    ),
  ],
  ['UNSUPPORTED', 'x', 'error', around('<bpmn:task id="x"><bpmn:standardLoopCharacteristics /></bpmn:task>')],
  [
    'UNSUPPORTED',
    'x',
    'error',
    around(
      `<bpmn:task id="x">${extended('<zeebe:executionListeners><zeebe:executionListener eventType="start" type="t" /></zeebe:executionListeners>')}</bpmn:task>`,
    ),
  ],
];

describe('findings', () => {
  // Rows are passed whole: with a parameter too many jest waits for a callback.
  test.each(table.map((row) => [row[0], row[1], row] as const))('%s at %s', async (_code, _element, row) => {
    const [code, elementId, severity, content, beside] = row;
    const findings = checkModels({ models: [await modelOf(content, beside)], decisions: [] });
    const found = findings.find((finding) => finding.code === code && finding.elementId === elementId);
    expect(found ?? findings).toMatchObject({ code, elementId, severity });
    expect(found!.message.de).not.toBe('');
    expect(found!.message.en).not.toBe('');
  });

  test('a sound model has none', async () => {
    const findings = checkModels({ models: [await modelOf(around('<bpmn:task id="x" />'))], decisions: [] });
    expect(findings).toEqual([]);
  });

  test('the same process in two files is refused', async () => {
    const model = await modelOf(around('<bpmn:task id="x" />'));
    const findings = checkModels({ models: [model, model], decisions: [] });
    expect(findings).toMatchObject([{ code: 'DUPLICATE_PROCESS', elementId: 'P' }]);
  });
});
