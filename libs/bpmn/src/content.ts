import type { Finding } from './findings.js';
import { list, localName } from './moddle.js';
import type { Raw } from './moddle.js';
import { isFlowNode } from './process.js';
import { excerpt, xmlFinding } from './xml-findings.js';
import { limits } from './limits.js';

const silent = new Set(['sequenceFlow', 'dataObject', 'dataObjectReference', 'dataStoreReference']);
const choreographies = new Set(['choreography', 'globalChoreographyTask']);

/** What the tree of a file tells about it that no schema says. */
export function checkContent(definitions: Raw): Finding[] {
  const roots = list(definitions['rootElements']);
  const processes = roots.filter((raw) => localName(raw) === 'process');
  const nameless = [...processes, ...processes.flatMap(tokenPaths)].filter((raw) => !raw.id);
  return [...nameless.slice(0, limits.findings).map(withoutId), ...checkExecutable(roots)];
}

/** The nodes and flows of a process at all levels. */
function tokenPaths(container: Raw): Raw[] {
  return list(container['flowElements']).flatMap((element) => {
    const name = localName(element);
    return name === 'sequenceFlow' || isFlowNode(name) ? [element, ...tokenPaths(element)] : [];
  });
}

/** The standard allows it, but state, history and findings need a name for each place. */
function withoutId(raw: Raw): Finding {
  const shown = raw.name ? `${localName(raw)} „${excerpt(raw.name)}“` : localName(raw);
  const en = `An element (${shown}) has no id`;
  return xmlFinding('ID_MISSING', `Ein Element (${shown}) hat keine Kennung`, en, {
    elementId: raw.$parent?.id,
  });
}

/** Elements of the standard that an executable file holds but that no process executes: none is skipped silently. */
function checkExecutable(roots: Raw[]): Finding[] {
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
