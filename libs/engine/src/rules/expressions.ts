import type { BpmnProcess, EventDefinition, FlowNode } from '@zusteuerung/bpmn';
import { readFeel } from '../compile/source.js';
import { isImmediate } from './immediate.js';

/** An expression's names that have to be there. */
export interface Used {
  names: readonly string[];
}

/** The expressions that count once a node is reached, and, where it is done at once, those on the way out. */
export function expressionsOf(node: FlowNode, process: BpmnProcess): Used[] {
  const { inputs, assignment, schedule, calledDecision, calledElement, taskDefinition } = node.extensions;
  const marked = [
    ...inputs.map(({ source }) => source),
    ...Object.values({ ...assignment, ...schedule, ...taskDefinition }),
    ...node.definitions.flatMap(textsOf),
    ...(node.message ? textsOf(node.message) : []),
    calledDecision?.decisionId,
    calledElement?.processId,
    node.loop?.kind === 'multiInstance' ? node.loop.inputCollection : null,
  ].filter((text) => text?.startsWith('='));
  const flows = isImmediate(node) && node.type !== 'parallelGateway' ? process.flows : [];
  const conditions = flows
    .filter((flow) => flow.source === node.id && flow.id !== node.defaultFlow)
    .map((flow) => flow.condition);
  const texts = [...marked, node.extensions.script?.expression, ...conditions];
  return texts.flatMap((text) => (text == null ? [] : [used(text)]));
}

/** Variables that a node has for itself before anything in it is evaluated. */
export function ownNames(node: FlowNode): string[] {
  const element = node.loop?.kind === 'multiInstance' ? node.loop.inputElement : null;
  const inputs = [...node.extensions.inputs, ...node.dataInputs].map(({ target }) => root(target));
  return [...inputs, ...node.data, ...(element === null ? [] : [element]), 'loopCounter'];
}

/** Variables that a node leaves behind, as far as the model says. */
export function writtenBy(node: FlowNode): string[] {
  const { outputs, script, calledDecision } = node.extensions;
  const results = [script?.resultVariable, calledDecision?.resultVariable];
  const targets = [...outputs, ...node.dataOutputs].map(({ target }) => root(target));
  return [...targets, ...results.flatMap((name) => name ?? [])];
}

function textsOf(definition: EventDefinition): (string | null)[] {
  switch (definition.kind) {
    case 'timer':
      return [definition.value];
    case 'message':
      return [definition.name, definition.correlationKey];
    case 'signal':
      return [definition.name];
    case 'error':
    case 'escalation':
      return [definition.code];
    default:
      return [];
  }
}

/** Who asks whether a variable is there, or says what to take otherwise, can do without it. */
function used(text: string): Used {
  const { source } = readFeel(text);
  if (/\b(get or else|is defined|get value)\s*\(/.test(source.text)) return { names: [] };
  return { names: (source.expression?.names ?? []).filter((name) => !source.optional.has(name)) };
}

function root(path: string): string {
  return path.split('.')[0] ?? path;
}
