import type { BpmnProcess, Container, FlowNode } from '@zusteuerung/bpmn';
import type { Finding } from '@zusteuerung/feel';
import type { ModelSet } from '../compile/compile.js';
import type { Place, Rule } from './rule.js';

const rules: readonly Rule[] = [];

/** Findings of all rules at all processes and sub-processes. */
export function checkRules({ models, decisions }: ModelSet): Finding[] {
  const processes = models.flatMap((model) => model.processes);
  const processIds = new Set(processes.map((process) => process.id));
  const decisionIds = new Set(decisions.flatMap((model) => model.decisions.map((decision) => decision.id)));
  const findings: Finding[] = [];
  const visit = (process: BpmnProcess, container: Container, parent: FlowNode | null): void => {
    const place: Place = { process, container, parent, processIds, decisionIds };
    for (const rule of rules) findings.push(...rule(place));
    for (const node of container.nodes) if (node.content) visit(process, node.content, node);
  };
  for (const process of processes)
    if (process.nodes.length > 0 || process.executable) visit(process, process, null);
  return findings;
}
