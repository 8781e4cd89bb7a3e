import { readBpmn } from '@zusteuerung/bpmn';
import type { BpmnModel } from '@zusteuerung/bpmn';

/** Content of process `P`, or that with what stands beside the process. */
export type Example = string | Parts;

interface Parts {
  content: string;
  beside?: string;
  executable?: false;
  /** what XML can't say */
  edit?: (model: BpmnModel) => void;
}

/** Models that a rule objects to, each with code and element, and models of the same kind that it lets pass. */
export interface Examples {
  bad: [code: string, element: string, example: Example][];
  good: Example[];
}

/** For tests: the model of an example; the signal `sig` is there unless the example has its own. */
export async function modelOf(example: Example): Promise<BpmnModel> {
  const parts: Parts = typeof example === 'string' ? { content: example } : example;
  const { content, beside = '', executable = true, edit } = parts;
  const defined = beside.includes('id="sig"') ? '' : signal;
  const namespaces =
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"';
  const xml = `<bpmn:definitions ${namespaces} id="D" targetNamespace="t">${defined}${beside}<bpmn:process id="P" isExecutable="${executable}">${content}</bpmn:process></bpmn:definitions>`;
  const { model, findings } = await readBpmn(xml);
  if (!model) throw new Error(JSON.stringify(findings));
  edit?.(model);
  return model;
}

export const start = '<bpmn:startEvent id="s" />';
export const end = '<bpmn:endEvent id="e" />';
export const extended = (inner: string) => `<bpmn:extensionElements>${inner}</bpmn:extensionElements>`;
export const mapping = (inner: string) => extended(`<zeebe:ioMapping>${inner}</zeebe:ioMapping>`);

/** A sequence flow, `a_b` from `a` to `b`. */
export const flow = (from: string, to: string, condition = '') =>
  `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${condition && `<bpmn:conditionExpression>${condition}</bpmn:conditionExpression>`}</bpmn:sequenceFlow>`;

/** Sequence flows through elements. */
export const chain = (...ids: string[]) =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index] ?? '', id))
    .join('');

export const el = (type: string, id: string, attributes = '', inner = '') =>
  `<bpmn:${type} id="${id}" ${attributes}>${inner}</bpmn:${type}>`;
export const task = (id: string, inner = '', attributes = '') => el('task', id, attributes, inner);

/** Start, the element `x`, end. */
export const around = (x: string) => `${start}${x}${end}${chain('s', 'x', 'e')}`;

/** Start, a gateway `x`, and tasks `a` and `b` behind it on flows with these conditions. */
export const split = (type: string, attributes: string, a: string, b: string) =>
  `${start}${el(type, 'x', attributes)}${task('a')}${task('b')}${chain('s', 'x')}${flow('x', 'a', a)}${flow('x', 'b', b)}`;

export const def = (kind: string, attributes = '', inner = '') =>
  `<bpmn:${kind}EventDefinition ${attributes}>${inner}</bpmn:${kind}EventDefinition>`;
export const timer = (form = 'timeDuration', value = 'PT1H') =>
  def('timer', '', `<bpmn:${form}>${value}</bpmn:${form}>`);
export const condition = def('conditional', '', '<bpmn:condition>=a</bpmn:condition>');
export const message = '<bpmn:message id="m" name="m" />';
export const keyed = `<bpmn:message id="m" name="m">${extended('<zeebe:subscription correlationKey="=k" />')}</bpmn:message>`;
export const signal = '<bpmn:signal id="sig" name="sig" />';
export const messageOf = def('message', 'messageRef="m"');
export const signalOf = def('signal', 'signalRef="sig"');

export const startOn = (id: string, definition: string, attributes = '') =>
  el('startEvent', id, attributes, definition);
export const catching = (id: string, definition: string) => el('intermediateCatchEvent', id, '', definition);
export const throwing = (id: string, definition: string) => el('intermediateThrowEvent', id, '', definition);
export const endOn = (id: string, definition: string) => el('endEvent', id, '', definition);
export const boundary = (id: string, definition: string, attributes = '', host = 'x') =>
  el('boundaryEvent', id, `attachedToRef="${host}" ${attributes}`, definition);

/** A sub-process around some content. */
export const sub = (id: string, content: string, type = 'subProcess', attributes = '') =>
  el(type, id, attributes, content);
export const eventSub = (id: string, content: string) =>
  sub(id, content, 'subProcess', 'triggeredByEvent="true"');

/** Another process, with start and end around `y`. */
export const processOf = (id: string, content: string) => el('process', id, 'isExecutable="true"', content);
export const loop = (inner: string, attributes = '') =>
  el(
    'task',
    'x',
    '',
    `<bpmn:standardLoopCharacteristics ${attributes}>${inner}</bpmn:standardLoopCharacteristics>`,
  );
export const multiple = (zeebe: string, inner = '', attributes = '') =>
  task(
    'x',
    `<bpmn:multiInstanceLoopCharacteristics ${attributes}>${extended(`<zeebe:loopCharacteristics ${zeebe} />`)}${inner}</bpmn:multiInstanceLoopCharacteristics>`,
  );
