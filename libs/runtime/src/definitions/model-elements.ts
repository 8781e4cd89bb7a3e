import type { BpmnModel, Container, FlowNode } from '@zusteuerung/bpmn';

/** Every element of a model that has an id, with the form it refers to. */
export function elementsOf(model: BpmnModel): { id: string; formId: string | null }[] {
  const found: { id: string; formId: string | null }[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    const element = value as { id?: unknown; extensions?: { form?: { formId?: unknown } | null } };
    const formId = element.extensions?.form?.formId;
    if (typeof element.id === 'string')
      found.push({ id: element.id, formId: typeof formId === 'string' ? formId : null });
    Object.values(value).forEach(visit);
  };
  visit(model);
  return found;
}

/** An element with what its zeebe extensions say to those outside of the engine. */
export interface ElementExtensions {
  id: string;
  extensions: Pick<FlowNode['extensions'], 'headers' | 'taskDefinition' | 'assignment' | 'inputs'>;
}

/** The elements of a model that name something outside of it: jobs, people, headers. */
export function extensionsOf(containers: Container[]): ElementExtensions[] {
  return containers.flatMap(({ nodes }) =>
    nodes.flatMap(({ id, extensions: { headers, taskDefinition, assignment, inputs }, content }) => {
      const inner = content ? extensionsOf([content]) : [];
      const says = taskDefinition ?? assignment ?? Object.keys(headers).length > 0;
      return says ? [{ id, extensions: { headers, taskDefinition, assignment, inputs } }, ...inner] : inner;
    }),
  );
}
