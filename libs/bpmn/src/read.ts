import type { Finding } from './findings.js';
import type { BpmnModel } from './model.js';
import { list, localName, parseXml } from './moddle.js';
import type { ParseWarning, Raw } from './moddle.js';
import { readMessageFlows, readParticipants } from './collaboration.js';
import { readGlobalTask, readProcess } from './process.js';

const maximumLength = 2 * 1024 * 1024;

/**
 * Reads BPMN 2.0 XML. Broken XML, a DOCTYPE, more than 2 MB, duplicate ids and unresolved references are errors;
 * with an error there is no model.
 */
export async function readBpmn(xml: string): Promise<{ model: BpmnModel | null; findings: Finding[] }> {
  const refused = refusal(xml);
  if (refused) return { model: null, findings: [refused] };
  try {
    const { rootElement, warnings } = await parseXml(xml);
    const findings = warnings.map(toFinding);
    if (findings.some((finding) => finding.severity === 'error')) return { model: null, findings };
    return { model: readModel(rootElement), findings };
  } catch (error) {
    return { model: null, findings: [brokenXml(error instanceof Error ? error.message : String(error))] };
  }
}

function readModel(definitions: Raw): BpmnModel {
  const roots = list(definitions['rootElements']);
  const named = (name: string) => roots.filter((raw) => localName(raw) === name);
  const globalTasks = roots.filter((raw) => /^global.*Task$/.test(localName(raw)));
  const processes = named('process').map(readProcess);
  const executable = processes.some((process) => process.executable);
  return {
    id: definitions.id ?? 'definitions',
    processes: [...processes, ...globalTasks.map((raw) => readGlobalTask(raw, executable))],
    participants: named('collaboration').flatMap(readParticipants),
    messageFlows: named('collaboration').flatMap(readMessageFlows),
  };
}

const mostAttributes = 1000;

/** The reader compares each attribute of an element with all others, so a crowd of them would keep it busy for hours. */
function isCrowded(xml: string): boolean {
  return xml.split('<').some((tag) => (tag.match(/[\w:.-]\s*=\s*["']/g)?.length ?? 0) > mostAttributes);
}

function refusal(xml: string): Finding | null {
  if (xml.length > maximumLength)
    return {
      code: 'TOO_LARGE',
      severity: 'error',
      message: { de: 'Die Datei ist größer als 2 MB.', en: 'The file is larger than 2 MB.' },
    };
  if (isCrowded(xml))
    return {
      code: 'TOO_MANY_ATTRIBUTES',
      severity: 'error',
      message: {
        de: `Ein Element der Datei hat mehr als ${mostAttributes} Attribute.`,
        en: `An element of the file has more than ${mostAttributes} attributes.`,
      },
    };
  if (/<!DOCTYPE|<!ENTITY/i.test(xml))
    return {
      code: 'DOCTYPE',
      severity: 'error',
      message: {
        de: 'Die Datei enthält eine DOCTYPE-Angabe; Entitäten werden nicht gelesen.',
        en: 'The file holds a DOCTYPE; entities are not read.',
      },
    };
  return null;
}

function brokenXml(detail: string): Finding {
  const line = oneLine(detail);
  return {
    code: 'XML_INVALID',
    severity: 'error',
    message: { de: `Kein lesbares BPMN: ${line}`, en: `Not readable as BPMN: ${line}` },
  };
}

function toFinding(warning: ParseWarning): Finding {
  const duplicate = /duplicate ID <([^>]*)>/.exec(warning.message);
  if (duplicate) return duplicateId(duplicate[1] ?? '');
  if (warning.property && warning.value) return unresolved(warning, warning.value);
  return brokenXml(warning.message);
}

function duplicateId(id: string): Finding {
  return {
    code: 'DUPLICATE_ID',
    severity: 'error',
    elementId: id,
    message: {
      de: `Die Kennung „${id}“ ist mehrfach vergeben.`,
      en: `The id "${id}" is used more than once.`,
    },
  };
}

/** What only the diagram refers to does not change what executes. */
function unresolved(warning: ParseWarning, value: string): Finding {
  const element = warning.element;
  const drawing = element ? /^(bpmndi|di|dc):/.test(element.$type) : false;
  return {
    code: 'UNRESOLVED_REFERENCE',
    severity: drawing ? 'warning' : 'error',
    ...(element?.id ? { elementId: element.id } : {}),
    message: {
      de: `Der Verweis „${warning.property}“ zeigt auf „${value}“, das es in der Datei nicht gibt.`,
      en: `The reference "${warning.property}" points to "${value}", which the file does not hold.`,
    },
  };
}

function oneLine(message: string): string {
  return message.replace(/\s+/g, ' ').trim();
}
