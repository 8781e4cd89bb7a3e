import type { BpmnModel } from '@zusteuerung/bpmn';

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
