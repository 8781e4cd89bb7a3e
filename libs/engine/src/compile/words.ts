import type { FlowNode } from '@zusteuerung/bpmn';

const types: Record<FlowNode['type'], string> = {
  startEvent: 'Startereignis',
  endEvent: 'Endereignis',
  intermediateCatchEvent: 'eintretendes Zwischenereignis',
  intermediateThrowEvent: 'auslösendes Zwischenereignis',
  boundaryEvent: 'angeheftetes Ereignis',
  task: 'Aufgabe',
  manualTask: 'manuelle Aufgabe',
  userTask: 'Benutzeraufgabe',
  serviceTask: 'Service-Aufgabe',
  sendTask: 'Sende-Aufgabe',
  receiveTask: 'Empfangs-Aufgabe',
  scriptTask: 'Skript-Aufgabe',
  businessRuleTask: 'Geschäftsregel-Aufgabe',
  exclusiveGateway: 'exklusives Gateway',
  inclusiveGateway: 'inklusives Gateway',
  parallelGateway: 'paralleles Gateway',
  eventBasedGateway: 'ereignisbasiertes Gateway',
  complexGateway: 'komplexes Gateway',
  subProcess: 'Teilprozess',
  transaction: 'Transaktion',
  adHocSubProcess: 'Ad-hoc-Teilprozess',
  callActivity: 'Aufruf-Aktivität',
};

const definitions: Record<FlowNode['definitions'][number]['kind'], string> = {
  timer: 'Zeit',
  message: 'Nachricht',
  signal: 'Signal',
  error: 'Fehler',
  escalation: 'Eskalation',
  link: 'Link',
  conditional: 'Bedingung',
  compensate: 'Kompensation',
  cancel: 'Abbruch',
  terminate: 'Terminierung',
};

/** What an element is called in messages: kind and event definition. */
export function describe(node: FlowNode): { de: string; en: string } {
  const kinds = node.definitions.map((definition) => definition.kind);
  if (kinds.length === 0) return { de: types[node.type], en: node.type };
  const german = kinds.map((kind) => definitions[kind]).join(', ');
  return { de: `${types[node.type]} (${german})`, en: `${node.type} (${kinds.join(', ')})` };
}

/** How an element is named in messages: its name, else its id. */
export function called(node: { id: string; name: string | null }): string {
  return node.name ?? node.id;
}
