import type { BpmnModel, BpmnProcess } from '@zusteuerung/bpmn';
import type { DmnModel } from '@zusteuerung/decisions';
import type { Definition, Finding, ProcessDefinition, ScopeDefinition } from '../definition.js';
import { checkRules } from '../rules/index.js';
import { processesOf } from './processes.js';
import { compileScope } from './scope.js';

/** The models to run together: called processes and decisions are looked up among them. */
export interface ModelSet {
  models: BpmnModel[];
  decisions: DmnModel[];
}

export interface Compiled {
  definition: Definition | null;
  findings: Finding[];
}

/** Compiles models; with a finding of severity error there is no definition. */
export function compile(source: ModelSet): Compiled {
  const built = build(source);
  const findings = [...built.findings, ...checkRules(source)];
  const refused = findings.some((finding) => finding.severity === 'error');
  return { definition: refused ? null : built.definition, findings };
}

/** Compiles whatever executes, sound or not; without a definition only when something does not execute at all. */
export function build({ models, decisions }: ModelSet): Compiled {
  const findings: Finding[] = [];
  const processes = new Map<string, ProcessDefinition>();
  for (const process of processesOf(models)) {
    if (processes.has(process.id)) findings.push(duplicateProcess(process));
    else processes.set(process.id, buildProcess(process, findings));
  }
  const refused = findings.some((finding) => finding.severity === 'error');
  return { definition: refused ? null : { processes, decisions, conditional: waits(processes) }, findings };
}

function buildProcess(process: BpmnProcess, findings: Finding[]): ProcessDefinition {
  const scopes = new Map<string, ScopeDefinition>();
  const root = compileScope(process, process, null, findings, scopes);
  const { id, name, versionTag, properties } = process;
  return { id, name, versionTag, properties, root, scopes };
}

/** Whether some event waits for a condition. */
function waits(processes: ReadonlyMap<string, ProcessDefinition>): boolean {
  const scopes = [...processes.values()].flatMap((process) => [...process.scopes.values()]);
  return scopes.some(({ nodes }) =>
    [...nodes.values()].some((node) => node.triggers.some((trigger) => trigger?.condition)),
  );
}

function duplicateProcess(process: BpmnProcess): Finding {
  return {
    code: 'DUPLICATE_PROCESS',
    severity: 'error',
    elementId: process.id,
    message: {
      de: `Den Prozess „${process.id}“ gibt es in mehreren Dateien.`,
      en: `The process "${process.id}" stands in more than one file.`,
    },
  };
}
