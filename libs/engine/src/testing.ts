import { readBpmn } from '@zusteuerung/bpmn';
import type { BpmnModel } from '@zusteuerung/bpmn';
import { build } from './compile/compile.js';
import type { Definition } from './definition.js';

/** For tests: a model of process `P` with the given content, and what stands beside it. */
export async function modelOf(content: string, beside = ''): Promise<BpmnModel> {
  const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D" targetNamespace="t">${beside}<bpmn:process id="P" isExecutable="true">${content}</bpmn:process></bpmn:definitions>`;
  const { model, findings } = await readBpmn(xml);
  if (!model) throw new Error(JSON.stringify(findings));
  return model;
}

/** For tests: that model compiled, sound or not. */
export async function definitionOf(content: string, beside = ''): Promise<Definition> {
  const { definition, findings } = build({ models: [await modelOf(content, beside)], decisions: [] });
  if (!definition) throw new Error(JSON.stringify(findings));
  return definition;
}

/** For tests: sequence flows through the given elements. */
export function chain(...ids: string[]): string {
  return ids
    .slice(1)
    .map(
      (id, index) =>
        `<bpmn:sequenceFlow id="${ids[index]}_${id}" sourceRef="${ids[index]}" targetRef="${id}" />`,
    )
    .join('');
}
