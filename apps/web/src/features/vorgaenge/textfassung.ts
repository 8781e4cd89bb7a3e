import type { Diagramm } from '../../api/typen.js';

/** As much of the moddle tree as the outline reads. */
export interface Element {
  $type: string;
  id: string;
  name?: string;
  flowElements?: Element[];
  outgoing?: { name?: string; targetRef?: Element }[];
  attachedToRef?: Element;
  eventDefinitions?: { $type: string }[];
}

export interface Definitionen {
  rootElements: Element[];
}

export interface Schritt {
  id: string;
  name: string;
  art: string;
  zustand: 'hier' | 'stoerung' | 'erledigt' | 'offen';
  /** the ways on where there is a choice or a deadline */
  weiter: { bedingung: string; ziel: string }[];
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

function zustandOf(id: string, { stoerung, aktiv, erledigt }: Diagramm): Schritt['zustand'] {
  if (stoerung.includes(id)) return 'stoerung';
  if (aktiv.includes(id)) return 'hier';
  return erledigt.includes(id) ? 'erledigt' : 'offen';
}

const istFrist = (element: Element) =>
  element.eventDefinitions?.some(({ $type }) => $type.endsWith('TimerEventDefinition')) ?? false;

const nameOf = (element: Element): string | null =>
  element.name ?? (istFrist(element) ? 'Wenn die Frist abläuft' : null);

function weiterOf(element: Element): Schritt['weiter'] {
  const flows = element.outgoing ?? [];
  if (flows.length < 2 && !element.attachedToRef) return [];
  return flows.flatMap(({ name, targetRef }) => {
    const ziel = targetRef ? nameOf(targetRef) : null;
    return ziel ? [{ bedingung: name ?? '', ziel }] : [];
  });
}

/** Steps with a name; what the drawing leaves unnamed (joins, ends) says nothing in a text either. */
function describe(elements: Element[], diagramm: Diagramm): Schritt[] {
  return order(elements).flatMap((element): Schritt[] => {
    const name = nameOf(element);
    if (name === null) return [];
    return [
      {
        id: element.id,
        name,
        art: artOf(element) ?? '',
        zustand: zustandOf(element.id, diagramm),
        weiter: weiterOf(element),
        schritte: describe(element.flowElements ?? [], diagramm),
      },
    ];
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
