import type { BpmnProcess, Container, FlowNode } from '@zusteuerung/bpmn';
import type { Finding } from '@zusteuerung/feel';
import { processesOf } from '../compile/processes.js';
import type { ModelSet } from '../compile/compile.js';
import { boundaryEvent } from './boundary-event.js';
import { boundaryExit } from './boundary-exit.js';
import { calledDecision } from './called-decision.js';
import { calledProcess } from './called-process.js';
import { defaultCondition } from './default-condition.js';
import { errorCode } from './error-code.js';
import { eventGateway } from './event-gateway.js';
import { expressionMark } from './expression-mark.js';
import { flowDirection } from './flow-direction.js';
import { gatewayConditions } from './gateway-conditions.js';
import { gatewayDefault } from './gateway-default.js';
import { message } from './message.js';
import { multiInstance } from './multi-instance.js';
import { resultVariable } from './result-variable.js';
import { startEvent } from './start-event.js';
import { startEventTrigger } from './start-event-trigger.js';
import { taskDefinition } from './task-definition.js';
import { unreachable } from './unreachable.js';
import { userTaskPeople } from './user-task.js';
import type { Place, Rule } from './rule.js';

const rules: readonly Rule[] = [
  startEvent,
  startEventTrigger,
  unreachable,
  flowDirection,
  gatewayConditions,
  gatewayDefault,
  defaultCondition,
  expressionMark,
  taskDefinition,
  calledDecision,
  calledProcess,
  message,
  errorCode,
  boundaryEvent,
  boundaryExit,
  eventGateway,
  multiInstance,
  resultVariable,
  userTaskPeople,
];

/** Findings of all rules at all processes and sub-processes. */
export function checkRules({ models, decisions }: ModelSet): Finding[] {
  const processes = processesOf(models);
  const processIds = new Set(processes.map((process) => process.id));
  const decisionIds = new Set(decisions.flatMap((model) => model.decisions.map((decision) => decision.id)));
  const findings: Finding[] = [];
  const visit = (process: BpmnProcess, container: Container, parent: FlowNode | null): void => {
    const place: Place = { process, container, parent, processIds, decisionIds };
    for (const rule of rules) findings.push(...rule(place));
    for (const node of container.nodes) if (node.content) visit(process, node.content, node);
  };
  for (const process of processes) visit(process, process, null);
  return findings;
}
