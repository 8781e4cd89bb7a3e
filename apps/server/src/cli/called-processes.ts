import type { BpmnModel } from '@zusteuerung/bpmn';

/** The models among `others` whose processes a model calls, and what those call in turn. */
export function calledProcesses(model: BpmnModel, others: BpmnModel[]): BpmnModel[] {
  const found = new Set<BpmnModel>();
  const known = new Set(model.processes.map(({ id }) => id));
  const open = callsOf(model);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (known.has(id)) continue;
    const called = others.find(({ processes }) => processes.some((process) => process.id === id));
    known.add(id);
    if (!called) continue;
    found.add(called);
    open.push(...callsOf(called));
  }
  return [...found];
}

function callsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(callsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { calledElement, ...rest } = value as { calledElement?: { processId?: unknown } | null };
  const id = calledElement?.processId;
  return [...(typeof id === 'string' ? [id] : []), ...Object.values(rest).flatMap(callsOf)];
}
