import type { BpmnModel } from '@zusteuerung/bpmn';
import type { DmnModel } from '@zusteuerung/decisions';
import type { Definition, Finding } from '../definition.js';

/** The models to run together: called processes and decisions are looked up among them. */
export interface ModelSet {
  models: BpmnModel[];
  decisions: DmnModel[];
}

/** Compiles models; with a finding of severity error there is no definition. */
export function compile(_source: ModelSet): { definition: Definition | null; findings: Finding[] } {
  throw new Error('compile is being written');
}
