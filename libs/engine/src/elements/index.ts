import type { FlowNode } from '@zusteuerung/bpmn';
import { boundaryEvent } from './boundary-event.js';
import { businessRuleTask } from './business-rule-task.js';
import { callActivity } from './call-activity.js';
import { catchEvent } from './catch-event.js';
import type { Element } from './element.js';
import { endEvent } from './end-event.js';
import { errorEndEvent } from './error-end-event.js';
import { eventBasedGateway } from './event-based-gateway.js';
import { eventSubProcess } from './event-sub-process.js';
import { exclusiveGateway } from './exclusive-gateway.js';
import { linkEvent } from './link-event.js';
import { messageThrowEvent } from './message-throw-event.js';
import { noneTask } from './none-task.js';
import { parallelGateway } from './parallel-gateway.js';
import { receiveTask } from './receive-task.js';
import { scriptTask } from './script-task.js';
import { serviceTask } from './service-task.js';
import { startEvent } from './start-event.js';
import { subProcess } from './sub-process.js';
import { terminateEndEvent } from './terminate-end-event.js';
import { userTask } from './user-task.js';

/** All elements that execute; what is not here is refused. */
export const elements: readonly Element[] = [
  startEvent,
  endEvent,
  errorEndEvent,
  terminateEndEvent,
  messageThrowEvent,
  catchEvent,
  boundaryEvent,
  linkEvent,
  noneTask,
  userTask,
  serviceTask,
  receiveTask,
  scriptTask,
  businessRuleTask,
  exclusiveGateway,
  parallelGateway,
  eventBasedGateway,
  subProcess,
  eventSubProcess,
  callActivity,
];

/** The element that a node is, if it executes. */
export function elementOf(node: FlowNode): Element | undefined {
  return elements.find(
    ({ types, applies }) =>
      types.includes(node.type) && (applies ? applies(node) : node.definitions.length === 0),
  );
}
