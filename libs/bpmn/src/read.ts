import type { Finding } from './findings.js';
import type { BpmnModel } from './model.js';
import { list, localName } from './moddle.js';
import { parseBpmn, parseStored } from './parse.js';
import type { Raw } from './moddle.js';
import { readHandlers } from './handlers.js';
import { nameMessages, readMessageFlows, readParticipants } from './collaboration.js';
import { readGlobalTask, readProcess } from './process.js';

/**
 * Reads BPMN 2.0 XML. Broken XML, a DOCTYPE, more than 2 MB, duplicate ids, names that no schema knows and unresolved
 * references are errors; with an error there is no model.
 */
export async function readBpmn(xml: string): Promise<{ model: BpmnModel | null; findings: Finding[] }> {
  const { parsed, findings } = await parseBpmn(xml);
  return { model: parsed && readModel(parsed.rootElement), findings };
}

/** As `readBpmn`, for what was accepted once: what has been forbidden since does not stop what runs. */
export async function readStoredBpmn(xml: string): Promise<{ model: BpmnModel | null; findings: Finding[] }> {
  const { parsed, findings } = await parseStored(xml);
  return { model: parsed && readModel(parsed.rootElement), findings };
}

function readModel(definitions: Raw): BpmnModel {
  const roots = list(definitions['rootElements']);
  const named = (name: string) => roots.filter((raw) => localName(raw) === name);
  const globalTasks = roots.filter((raw) => /^global.*Task$/.test(localName(raw)));
  const handlers = readHandlers(definitions);
  const processes = named('process').map((raw) => readProcess(raw, handlers));
  const executable = processes.some((process) => process.executable);
  const model: BpmnModel = {
    id: definitions.id ?? 'definitions',
    processes: [...processes, ...globalTasks.map((raw) => readGlobalTask(raw, executable))],
    participants: named('collaboration').flatMap(readParticipants),
    messageFlows: named('collaboration').flatMap(readMessageFlows),
  };
  nameMessages(model);
  return model;
}
