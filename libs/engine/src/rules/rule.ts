import type { BpmnProcess, Container, FlowNode } from '@zusteuerung/bpmn';
import type { Finding } from '@zusteuerung/feel';

/** Where a rule looks: one process or sub-process, with what else is deployed. */
export interface Place {
  process: BpmnProcess;
  container: Container;
  /** the sub-process around; null: the process itself */
  parent: FlowNode | null;
  processIds: ReadonlySet<string>;
  decisionIds: ReadonlySet<string>;
}

/** One thing that makes a model invalid or meaningless; one file each. */
export type Rule = (place: Place) => Finding[];

export function finding(
  code: string,
  severity: Finding['severity'],
  elementId: string,
  de: string,
  en: string,
): Finding {
  return { code, severity, elementId, message: { de, en } };
}
