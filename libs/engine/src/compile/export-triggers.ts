import type { EventDefinition, FlowNode } from '@zusteuerung/bpmn';
import { parseDuration } from '../time/duration.js';
import type { Trigger } from './export-format.js';

const always: Trigger = { kind: 'always' };
const complete: Trigger = { kind: 'event', name: 'complete' };

/** The longest that a browser's clock waits; later ones are events. */
const longest = 2 ** 31 - 1;

/** What a node waits for before its token leaves; several events: any of them. */
export function leavingBy(node: FlowNode): Trigger[] {
  switch (node.type) {
    case 'userTask':
    case 'serviceTask':
      return [complete];
    case 'callActivity':
      return [{ kind: 'invoked' }];
    case 'adHocSubProcess':
      return [complete];
    case 'subProcess':
    case 'transaction':
      return [{ kind: 'onDone' }];
    case 'receiveTask':
      return triggersOf({ ...node, definitions: node.message ? [node.message] : [] });
    case 'intermediateCatchEvent':
      return triggersOf(node);
    default:
      return [isJob(node) ? complete : always];
  }
}

/** A worker does it: tasks and throwing message events with a job type. */
function isJob({ type, extensions }: FlowNode): boolean {
  if (extensions.calledDecision || extensions.publishMessage) return false;
  return extensions.taskDefinition !== null || type === 'sendTask';
}

/** What the events of a node are called when they happen. */
export function triggersOf(node: FlowNode): Trigger[] {
  const triggers = node.definitions.map((definition) => triggerOf(definition, node));
  if (triggers.length === 0) return [always];
  if (!node.parallelMultiple) return triggers;
  return [{ kind: 'event', name: `all.${node.id}` }];
}

function triggerOf(definition: EventDefinition, { id }: FlowNode): Trigger {
  const event = (name: string): Trigger => ({ kind: 'event', name });
  switch (definition.kind) {
    case 'timer':
      return waiting(definition.value) ?? event(`timer.${definition.value.replace(/^=/, '')}`);
    case 'message':
    case 'signal':
      return event(`${definition.kind}.${definition.name ?? id}`);
    case 'error':
    case 'escalation':
      return event(`${definition.kind}.${definition.code ?? '*'}`);
    case 'conditional':
      return event(`condition.${id}`);
    case 'compensate':
      return event(`compensate.${definition.activity ?? id}`);
    case 'link':
      return always;
    case 'cancel':
    case 'terminate':
      return event(definition.kind);
  }
}

/** A duration that says itself how long it is; months and what FEEL computes have no fixed length. */
function waiting(value: string): Trigger | null {
  const text = /^=\s*(?:duration\(\s*)?"([^"]*)"\s*\)?\s*$/.exec(value)?.[1] ?? value;
  const duration = parseDuration(text);
  if (!duration || duration.months !== 0) return null;
  const { milliseconds } = duration;
  return milliseconds >= 0 && milliseconds <= longest ? { kind: 'after', milliseconds } : null;
}
