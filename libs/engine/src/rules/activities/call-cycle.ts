import type { BpmnProcess, FlowNode } from '@zusteuerung/bpmn';
import { firstStep } from '../immediate.js';
import type { Deployment } from '../place.js';
import { rule } from '../rule.js';

/** A process that calls itself decides or waits before it does, or it never ends calling. */
export const callCycle = rule({
  codes: {
    CALL_CYCLE: {
      severity: 'error',
      at: 'call activity',
      de: '„{name}“ ruft „{process}“ auf, und das führt ohne Wartepunkt und ohne Auswahl immer wieder hierher.',
      en: '"{name}" calls "{process}", which leads back here again and again, without waiting or choosing.',
      fix: {
        de: 'Vor dem Aufruf entscheiden lassen, ob er noch nötig ist.',
        en: 'Decide before the call whether it is still needed.',
      },
    },
  },
  deployment(deployment, report) {
    const calls = new Map(deployment.processes.map((process) => [process.id, certainCalls(process)]));
    const leadsTo = (from: string, goal: string): boolean => {
      const seen = new Set<string>();
      const open = [from];
      for (let id = open.pop(); id !== undefined; id = open.pop()) {
        if (id === goal) return true;
        if (seen.has(id)) continue;
        seen.add(id);
        open.push(...(calls.get(id) ?? []).map(calledBy));
      }
      return false;
    };
    for (const [caller, nodes] of calls)
      for (const node of nodes)
        if (leadsTo(calledBy(node), caller))
          report('CALL_CYCLE', node, { process: nameOf(node, deployment) });
  },
});

/** Call activities that are reached in the first step, whatever the data. */
function certainCalls(process: BpmnProcess): FlowNode[] {
  const reached = firstStep(process, (node, flows) => {
    const chooses = node.type === 'exclusiveGateway' || flows.some(({ condition }) => condition !== null);
    return chooses && flows.length > 1 ? [] : flows.filter(({ condition }) => condition === null);
  });
  return reached.filter((node) => node.type === 'callActivity' && !node.loop);
}

function calledBy(node: FlowNode): string {
  return node.extensions.calledElement?.processId ?? '';
}

function nameOf(node: FlowNode, deployment: Deployment): string {
  return deployment.process(calledBy(node))?.name ?? calledBy(node);
}
