import type { BpmnModel, BpmnProcess, FlowNode } from './model.js';
import { readBpmn } from './read.js';

/** A BPMN file around its root elements. */
export function definitions(content: string, declarations = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t" ${declarations}>${content}</bpmn:definitions>`;
}

/** A BPMN file with one executable process. */
export function process(content: string, declarations = ''): string {
  return definitions(`<bpmn:process id="p" isExecutable="true">${content}</bpmn:process>`, declarations);
}

/** The model of a file without findings. */
export async function modelOf(xml: string): Promise<BpmnModel> {
  const { model, findings } = await readBpmn(xml);
  if (!model || findings.length > 0) throw new Error(JSON.stringify(findings));
  return model;
}

export async function processOf(xml: string): Promise<BpmnProcess> {
  const [first] = (await modelOf(xml)).processes;
  if (!first) throw new Error('no process');
  return first;
}

/** The node of the first process, at whatever level. */
export async function nodeOf(xml: string, id: string): Promise<FlowNode> {
  const nodes = (await processOf(xml)).nodes.flatMap(withInner);
  const node = nodes.find((one) => one.id === id);
  if (!node) throw new Error(`no node ${id}`);
  return node;
}

function withInner(node: FlowNode): FlowNode[] {
  return [node, ...(node.content?.nodes ?? []).flatMap(withInner)];
}
