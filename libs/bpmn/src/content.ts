import type { Finding } from './findings.js';
import { list, localName } from './moddle.js';
import type { Raw } from './moddle.js';
import { isFlowNode } from './process.js';
import { xmlFinding } from './xml-findings.js';

const silent = new Set(['sequenceFlow', 'dataObject', 'dataObjectReference', 'dataStoreReference']);
const choreographies = new Set(['choreography', 'globalChoreographyTask']);

/** Elements of the standard that an executable file holds but that no process executes: none is skipped silently. */
export function checkContent(definitions: Raw): Finding[] {
  const roots = list(definitions['rootElements']);
  const executable = roots.filter((raw) => localName(raw) === 'process' && raw['isExecutable'] === true);
  if (executable.length === 0) return [];
  const choreographed = roots.filter((raw) => choreographies.has(localName(raw)));
  return [...choreographed, ...executable.flatMap(unexecuted)].map(notExecuted);
}

function unexecuted(container: Raw): Raw[] {
  return list(container['flowElements']).flatMap((element) => {
    const name = localName(element);
    if (silent.has(name)) return [];
    return isFlowNode(name) ? unexecuted(element) : [element];
  });
}

function notExecuted(raw: Raw): Finding {
  const name = localName(raw);
  const de = `„${name}“ lässt sich nicht ausführen und hat in einer ausführbaren Datei keinen Platz`;
  const en = `"${name}" cannot be executed and has no place in an executable file`;
  return xmlFinding('NOT_EXECUTABLE', de, en, { elementId: raw.id });
}
