import type { EventDefinition, FlowNode } from '@zusteuerung/bpmn';
import { allNodes, isThrowing } from '../nodes.js';
import type { Place } from '../place.js';
import { rule } from '../rule.js';

type Thrown = Extract<EventDefinition, { kind: 'error' | 'escalation' }>;

/** What an event throws is caught by something around it, or by a process that calls this one. */
export const uncaught = rule({
  codes: {
    ERROR_NOT_CAUGHT: {
      severity: 'warning',
      at: 'error end event',
      de: '„{name}“ löst den Fehler „{code}“ aus, den nichts fängt: Der Vorgang bleibt mit einer Störung stehen.',
      en: '"{name}" throws the error "{code}", which nothing catches: the case stops with an incident.',
      fix: {
        de: 'Ein Fehlerereignis an den Teilprozess heften oder ein gewöhnliches Ende verwenden.',
        en: 'Attach an error event to the sub-process, or use an ordinary end.',
      },
    },
    ESCALATION_NOT_CAUGHT: {
      severity: 'info',
      at: 'escalation throw and end event',
      de: '„{name}“ löst die Eskalation „{code}“ aus, die nichts fängt: Sie bleibt ohne Folgen.',
      en: '"{name}" throws the escalation "{code}", which nothing catches: it has no effect.',
      fix: {
        de: 'Ein Eskalationsereignis an den Teilprozess heften oder einen Ereignis-Teilprozess zeichnen.',
        en: 'Attach an escalation event to the sub-process, or draw an event sub-process.',
      },
    },
  },
  scope(place, report) {
    const nodes = place.container.nodes.filter(isThrowing);
    if (nodes.length === 0 || isCalled(place)) return;
    for (const node of nodes)
      for (const thrown of node.definitions.filter(isThrown)) {
        const code = thrown.code ?? thrown.name;
        if (code === null || isCaught(place, thrown.kind, code)) continue;
        report(thrown.kind === 'error' ? 'ERROR_NOT_CAUGHT' : 'ESCALATION_NOT_CAUGHT', node, { code });
      }
  },
});

function isThrown(definition: EventDefinition): definition is Thrown {
  return definition.kind === 'error' || definition.kind === 'escalation';
}

/** By a process that may catch it; one whose id is an expression may be any. */
function isCalled({ process, deployment }: Place): boolean {
  return deployment.processes
    .flatMap(allNodes)
    .some(({ extensions: { calledElement: called } }) =>
      called ? called.processId === process.id || called.processId.startsWith('=') : false,
    );
}

/** By an event sub-process beside it or a boundary event around it, level by level. */
function isCaught({ container, around, process }: Place, kind: Thrown['kind'], code: string): boolean {
  const catches = (event: FlowNode) =>
    event.definitions.some((each) => each.kind === kind && (each.code === null || each.code === code));
  const levels = [...around.map((node) => node.content ?? container), process];
  return levels.some((level, index) => {
    const inner = around[index - 1];
    const attached = level.nodes.filter(({ attachedTo }) => inner && attachedTo === inner.id);
    const beside = level.nodes.filter((node) => node.triggeredByEvent && node !== inner);
    const starts = beside.flatMap(
      (node) => node.content?.nodes.filter(({ type }) => type === 'startEvent') ?? [],
    );
    return [...attached, ...starts].some(catches);
  });
}
