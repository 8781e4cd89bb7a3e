import { moddle, moddles, text, type Gliederungspunkt, type Moddle } from '../modelleditor.js';

const arten: Record<string, string> = {
  'bpmn:Process': 'Prozess',
  'bpmn:UserTask': 'Aufgabe für Personen',
  'bpmn:ManualTask': 'Aufgabe außerhalb des Systems',
  'bpmn:ServiceTask': 'automatischer Schritt',
  'bpmn:SendTask': 'Nachricht senden',
  'bpmn:ReceiveTask': 'auf Nachricht warten',
  'bpmn:BusinessRuleTask': 'Entscheidungstabelle anwenden',
  'bpmn:ScriptTask': 'Berechnung',
  'bpmn:Task': 'Aufgabe',
  'bpmn:CallActivity': 'anderen Prozess aufrufen',
  'bpmn:SubProcess': 'Teilprozess',
  'bpmn:ExclusiveGateway': 'Verzweigung, genau ein Weg',
  'bpmn:InclusiveGateway': 'Verzweigung, ein oder mehrere Wege',
  'bpmn:ParallelGateway': 'Verzweigung, alle Wege gleichzeitig',
  'bpmn:EventBasedGateway': 'wartet, was zuerst geschieht',
  'bpmn:StartEvent': 'Start',
  'bpmn:EndEvent': 'Ende',
  'bpmn:IntermediateCatchEvent': 'Warten',
  'bpmn:IntermediateThrowEvent': 'Ereignis',
  'bpmn:BoundaryEvent': 'Ereignis am Rand',
};

const ausloeser: Record<string, string> = {
  'bpmn:TimerEventDefinition': 'Frist',
  'bpmn:MessageEventDefinition': 'Nachricht',
  'bpmn:SignalEventDefinition': 'Signal',
  'bpmn:ErrorEventDefinition': 'Fehler',
  'bpmn:EscalationEventDefinition': 'Eskalation',
  'bpmn:TerminateEventDefinition': 'beendet alles',
  'bpmn:ConditionalEventDefinition': 'Bedingung',
};

function describeArt(knoten: Moddle): string {
  const art = arten[knoten.$type] ?? knoten.$type.replace(/^bpmn:/, '');
  const genauer = moddles(knoten['eventDefinitions']).flatMap((eine) => ausloeser[eine.$type] ?? []);
  const wirt = moddle(knoten['attachedToRef']);
  const randart = wirt
    ? `${genauer[0] ?? 'Ereignis'} an „${text(wirt.name).trim() || describeArt(wirt)}“`
    : '';
  return randart || [art, ...genauer].join(': ');
}

const isFlow = (element: Moddle) => element.$type === 'bpmn:SequenceFlow';
const isNode = (element: Moddle) =>
  !isFlow(element) && !/DataObject|DataStore|Association|TextAnnotation|Group/.test(element.$type);

const nameOf = (element: Moddle): string =>
  text(element.name).trim() || `${describeArt(element)} (ohne Namen)`;

function describeWeiter(knoten: Moddle): string[] {
  return moddles(knoten['outgoing']).map((fluss) => {
    const ziel = moddle(fluss['targetRef']);
    const bedingung = fluss.name ? `„${fluss.name}“: ` : '';
    return `${bedingung}weiter mit ${ziel ? nameOf(ziel) : '?'}`;
  });
}

/** Nodes in the order people read a drawing: along the flow from the starts, boundary events after their host. */
function readingOrder(knoten: Moddle[]): Moddle[] {
  const gesehen = new Set<Moddle>();
  const visit = (start: Moddle) => {
    const wartend = [start];
    for (let einer = wartend.shift(); einer; einer = wartend.shift()) {
      if (gesehen.has(einer) || !knoten.includes(einer)) continue;
      const raender = knoten.filter((rand) => rand['attachedToRef'] === einer);
      for (const neu of [einer, ...raender]) {
        gesehen.add(neu);
        wartend.push(...moddles(neu['outgoing']).flatMap((fluss) => moddle(fluss['targetRef']) ?? []));
      }
    }
  };
  knoten.filter((einer) => einer.$type === 'bpmn:StartEvent').forEach(visit);
  knoten.filter((einer) => !einer['attachedToRef']).forEach(visit);
  knoten.forEach(visit);
  return [...gesehen];
}

function outlineScope(scope: Moddle, tiefe: number): Gliederungspunkt[] {
  const elemente = moddles(scope['flowElements']);
  const knoten = readingOrder(elemente.filter(isNode));
  const punkte = knoten.flatMap((einer) => [
    {
      id: text(einer.id),
      name: nameOf(einer),
      art: describeArt(einer),
      tiefe,
      weiter: describeWeiter(einer),
    },
    ...outlineScope(einer, tiefe + 1),
  ]);
  return punkte;
}

/** The text outline of a BPMN drawing: every process with its steps in reading order. */
export function outlineBpmn(definitions: unknown): Gliederungspunkt[] {
  const wurzeln = moddles(moddle(definitions)?.['rootElements']);
  return wurzeln
    .filter((wurzel) => wurzel.$type === 'bpmn:Process')
    .flatMap((prozess) => [
      { id: text(prozess.id), name: nameOf(prozess), art: 'Prozess', tiefe: 0, weiter: [] },
      ...outlineScope(prozess, 1),
    ]);
}
