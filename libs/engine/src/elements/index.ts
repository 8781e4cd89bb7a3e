import type { FlowNode } from '@zusteuerung/bpmn';
import { adHocSubProcess } from './ad-hoc-sub-process.js';
import { boundaryEvent } from './boundary-event.js';
import { businessRuleTask } from './business-rule-task.js';
import { callActivity } from './call-activity.js';
import { catchEvent } from './catch-event.js';
import { complexGateway } from './complex-gateway.js';
import type { Element } from './element.js';
import { eventBasedGateway } from './event-based-gateway.js';
import { eventSubProcess } from './event-sub-process.js';
import { exclusiveGateway } from './exclusive-gateway.js';
import { inclusiveGateway } from './inclusive-gateway.js';
import { linkEvent } from './link-event.js';
import { noneTask } from './none-task.js';
import { parallelGateway } from './parallel-gateway.js';
import { receiveTask } from './receive-task.js';
import { scriptTask } from './script-task.js';
import { sendTask } from './send-task.js';
import { serviceTask } from './service-task.js';
import { startEvent } from './start-event.js';
import { subProcess } from './sub-process.js';
import { endEvent, throwEvent } from './throw-event.js';
import { userTask } from './user-task.js';

/** All elements that execute; what is not here is refused. */
export const elements: readonly Element[] = [
  startEvent,
  throwEvent,
  endEvent,
  catchEvent,
  boundaryEvent,
  linkEvent,
  noneTask,
  userTask,
  serviceTask,
  sendTask,
  receiveTask,
  scriptTask,
  businessRuleTask,
  exclusiveGateway,
  inclusiveGateway,
  parallelGateway,
  complexGateway,
  eventBasedGateway,
  subProcess,
  eventSubProcess,
  adHocSubProcess,
  callActivity,
];

/** The element that a node is, if it executes. */
export function elementOf(node: FlowNode): Element | undefined {
  return elements.find(
    ({ types, applies }) =>
      types.includes(node.type) && (applies ? applies(node) : node.definitions.length === 0),
  );
}
