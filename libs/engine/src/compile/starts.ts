import type { NodeDefinition, ScopeDefinition } from '../definition.js';

/** The start event without trigger, where a process begins that is not started by an event. */
export function noneStart(scope: ScopeDefinition): NodeDefinition | undefined {
  return scope.starts.find((start) => start.source.definitions.length === 0);
}
