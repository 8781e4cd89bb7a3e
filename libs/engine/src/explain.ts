import type { Definition } from './definition.js';
import type { InstanceState } from './state.js';
import type { InstanceStatus, Position, Variables } from './types.js';

export function explain(_definition: Definition, _state: InstanceState): Position[] {
  throw new Error('explain is being written');
}

export function instanceStatus(state: InstanceState): InstanceStatus {
  return state.status;
}

export function rootVariables(state: InstanceState): Variables {
  return Object.values(state.scopes).find((scope) => scope.host === null)?.variables ?? {};
}
