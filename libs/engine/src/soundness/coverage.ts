import type { Definition, NodeDefinition, ProcessDefinition, ScopeDefinition } from '../definition.js';

/** An element that no instance ever comes to though what leads to it is reached. */
export interface Dead {
  element: string;
  /** it catches what nobody throws, else nothing leads there */
  catches: boolean;
}

/** The elements of a process, with those of its sub-processes. */
export function elementsOf(process: ProcessDefinition): NodeDefinition[] {
  return scopesOf(process).flatMap(({ nodes }) => [...nodes.values()]);
}

function scopesOf({ scopes }: ProcessDefinition): ScopeDefinition[] {
  return [...scopes.values()].filter(({ id }) => !id.endsWith('#each'));
}

/** The first elements that are never reached; what comes after them goes without saying. */
export function deadElements(process: ProcessDefinition, activated: ReadonlySet<string>): Dead[] {
  return scopesOf(process).flatMap((scope) => {
    if (scope.id !== process.id && !activated.has(scope.id) && !isEventSubProcess(process, scope.id))
      return [];
    return [...scope.nodes.values()]
      .filter((node) => !activated.has(node.id) && isFirst(node, scope, activated))
      .map((node) => ({ element: node.id, catches: catchesThrown(node) }));
  });
}

function isEventSubProcess(process: ProcessDefinition, id: string): boolean {
  return elementsOf(process).some((node) => node.id === id && node.source.triggeredByEvent);
}

function isFirst(node: NodeDefinition, scope: ScopeDefinition, activated: ReadonlySet<string>): boolean {
  const { source } = node;
  if (
    source.triggeredByEvent ||
    (source.instantiate && source.type === 'eventBasedGateway') ||
    source.definitions.some(({ kind }) => kind === 'compensate' && source.attachedTo)
  )
    return false;
  if (source.attachedTo !== null) return activated.has(source.attachedTo);
  const before = [...scope.nodes.values()].filter(({ outgoing }) =>
    outgoing.some((flow) => flow.source.target === node.id),
  );
  return before.length === 0 || before.some(({ id }) => activated.has(id));
}

/** Events that come from inside the model: who waits for them can only wait for what is drawn. */
function catchesThrown({ source }: NodeDefinition): boolean {
  const isCatching =
    source.type === 'boundaryEvent' || source.type === 'startEvent' || source.isForCompensation;
  if (source.isForCompensation) return true;
  return (
    isCatching && source.definitions.some(({ kind }) => /^(error|escalation|cancel|compensate)$/.test(kind))
  );
}

/** The processes that some call activity names. */
export function calledProcesses({ processes }: Definition): ReadonlySet<string> {
  const all = [...processes.values()].flatMap(elementsOf);
  return new Set(all.flatMap(({ source }) => source.extensions.calledElement?.processId ?? []));
}
