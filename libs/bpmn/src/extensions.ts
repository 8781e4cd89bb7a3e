import type { Extensions, MappingDefinition } from './model.js';
import { child, list, text } from './moddle.js';
import type { Raw } from './moddle.js';

/** Extensions that say nothing about execution, or that are read elsewhere. */
const harmless = new Set([
  'zeebe:versiontag',
  'zeebe:usertaskform',
  'zeebe:prioritydefinition',
  'zeebe:jobprioritydefinition',
  'zeebe:subscription',
  'zeebe:loopcharacteristics',
  'zeebe:conditionalfilter',
  'zeebe:adhoc',
]);

type Reader = (raw: Raw, into: Extensions) => void;

const readers: Record<string, Reader> = {
  'zeebe:properties': (raw, into) => {
    for (const { name, value } of pairs(raw['properties'], 'name')) into.properties[name] = value;
  },
  'zeebe:taskheaders': (raw, into) => {
    for (const { name, value } of pairs(raw['values'], 'key')) into.headers[name] = value;
  },
  'zeebe:iomapping': (raw, into) => {
    into.inputs = list(raw['inputParameters']).map(readMapping);
    into.outputs = list(raw['outputParameters']).map(readMapping);
  },
  'zeebe:taskdefinition': (raw, into) => {
    const type = text(raw['type']);
    if (type) into.taskDefinition = { type, retries: text(raw['retries']) };
  },
  'zeebe:usertask': (_raw, into) => {
    into.isUserTask = true;
  },
  'zeebe:formdefinition': (raw, into) => {
    into.form = {
      formId: text(raw['formId']),
      formKey: text(raw['formKey']) ?? text(raw['externalReference']),
    };
  },
  'zeebe:assignmentdefinition': (raw, into) => {
    into.assignment = {
      assignee: text(raw['assignee']),
      candidateGroups: text(raw['candidateGroups']),
      candidateUsers: text(raw['candidateUsers']),
    };
  },
  'zeebe:taskschedule': (raw, into) => {
    into.schedule = { dueDate: text(raw['dueDate']), followUpDate: text(raw['followUpDate']) };
  },
  'zeebe:calleddecision': (raw, into) => {
    into.calledDecision = {
      decisionId: text(raw['decisionId']) ?? '',
      resultVariable: text(raw['resultVariable']),
    };
  },
  'zeebe:calledelement': (raw, into) => {
    into.calledElement = {
      processId: text(raw['processId']) ?? text(raw['processIdExpression']) ?? '',
      binding: (text(raw['bindingType']) ?? 'latest') as 'latest' | 'deployment' | 'versionTag',
      versionTag: text(raw['versionTag']),
      propagateAllChildVariables: raw['propagateAllChildVariables'] !== false,
      propagateAllParentVariables: raw['propagateAllParentVariables'] !== false,
    };
  },
  'zeebe:script': (raw, into) => {
    into.script = { expression: text(raw['expression']) ?? '', resultVariable: text(raw['resultVariable']) };
  },
  'zeebe:publishmessage': (raw, into) => {
    into.publishMessage = {
      correlationKey: text(raw['correlationKey']),
      timeToLive: text(raw['timeToLive']),
    };
  },
};

/** Reads the zeebe extensions of an element; foreign namespaces are left to their tools. */
export function readExtensions(raw: Raw): {
  extensions: Extensions;
  correlationKey: string | null;
  versionTag: string | null;
} {
  const extensions = emptyExtensions();
  let versionTag: string | null = null;
  for (const value of extensionValues(raw)) {
    const type = value.$type.toLowerCase();
    const reader = readers[type];
    if (reader) reader(value, extensions);
    else if (type.startsWith('zeebe:') && !harmless.has(type)) extensions.other.push(value.$type.slice(6));
    if (type === 'zeebe:versiontag') versionTag = text(value['value']);
  }
  return { extensions, correlationKey: readCorrelationKey(raw), versionTag };
}

export function readCorrelationKey(raw: Raw): string | null {
  return text(extensionOf(raw, 'zeebe:subscription')?.['correlationKey']);
}

/** The extension element of a type (in lower case), if there is one. */
export function extensionOf(raw: Raw, type: string): Raw | null {
  return extensionValues(raw).find((value) => value.$type.toLowerCase() === type) ?? null;
}

function extensionValues(raw: Raw): Raw[] {
  return list(child(raw['extensionElements'])?.['values']);
}

function emptyExtensions(): Extensions {
  return {
    properties: {},
    inputs: [],
    outputs: [],
    headers: {},
    taskDefinition: null,
    isUserTask: false,
    form: null,
    assignment: null,
    schedule: null,
    calledDecision: null,
    calledElement: null,
    script: null,
    publishMessage: null,
    other: [],
  };
}

function readMapping(raw: Raw): MappingDefinition {
  return { source: text(raw['source']) ?? '', target: text(raw['target']) ?? '' };
}

function pairs(values: unknown, key: 'name' | 'key'): { name: string; value: string }[] {
  return list(values).flatMap((raw) => {
    const name = text(raw[key]);
    return name ? [{ name, value: typeof raw['value'] === 'string' ? raw['value'] : '' }] : [];
  });
}
