import type { Diagramm } from '../../api/typen.js';

/** As much of the moddle tree as the outline reads. */
export interface Element {
  $type: string;
  id: string;
  name?: string;
  flowElements?: Element[];
  outgoing?: { targetRef?: Element }[];
  attachedToRef?: Element;
}

export interface Definitionen {
  rootElements: Element[];
}

export interface Schritt {
  id: string;
  name: string;
  art: string;
  zustand: 'hier' | 'stoerung' | 'erledigt' | 'offen';
  schritte: Schritt[];
}

export interface Abschnitt {
  id: string;
  name: string;
  schritte: Schritt[];
}

const arten: [RegExp, string][] = [
  [/StartEvent$/, 'Beginn'],
  [/EndEvent$/, 'Ende'],
  [/BoundaryEvent$/, 'Ereignis am Schritt'],
  [/Event$/, 'Ereignis'],
  [/ExclusiveGateway$/, 'Verzweigung: ein Weg'],
  [/ParallelGateway$/, 'Verzweigung: alle Wege'],
  [/Gateway$/, 'Verzweigung'],
  [/UserTask$/, 'Aufgabe'],
  [/BusinessRuleTask$/, 'Regel'],
  [/(SubProcess|CallActivity)$/, 'Teilablauf'],
  [/Task$/, 'Automatischer Schritt'],
];

const artOf = (element: Element) => arten.find(([muster]) => muster.test(element.$type))?.[1] ?? null;

/** Flow nodes in the order one meets them from the start; what no flow reaches comes last. */
function order(elements: Element[]): Element[] {
  const nodes = elements.filter((element) => artOf(element) !== null);
  const starts = nodes.filter((node) => node.$type.endsWith('StartEvent'));
  const seen = new Set<Element>();
  const queue = [...starts, ...nodes];
  for (let node = queue.shift(); node; node = queue.shift()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const attached = nodes.filter((other) => other.attachedToRef === node);
    const next = (node.outgoing ?? []).flatMap(({ targetRef }) => (targetRef ? [targetRef] : []));
    queue.unshift(...attached, ...next);
  }
  return [...seen];
}

function describe(elements: Element[], diagramm: Diagramm): Schritt[] {
  return order(elements).flatMap((element) => {
    const zustand = diagramm.stoerung.includes(element.id)
      ? 'stoerung'
      : diagramm.aktiv.includes(element.id)
        ? 'hier'
        : diagramm.erledigt.includes(element.id)
          ? 'erledigt'
          : 'offen';
    const art = artOf(element) ?? '';
    if (!element.name && element.$type.endsWith('Gateway')) return [];
    const schritte = describe(element.flowElements ?? [], diagramm);
    return [{ id: element.id, name: element.name ?? art, art, zustand, schritte } satisfies Schritt];
  });
}

/** The course of every process in the diagram as a list one can read. */
export const readGliederung = (definitionen: Definitionen, diagramm: Diagramm): Abschnitt[] =>
  definitionen.rootElements
    .filter((element) => element.$type === 'bpmn:Process')
    .map((process) => ({
      id: process.id,
      name: process.name ?? 'Ablauf',
      schritte: describe(process.flowElements ?? [], diagramm),
    }))
    .filter(({ schritte }) => schritte.length > 0);
