import type { FlowNode, NodeType } from '@zusteuerung/bpmn';
import type { CompileContext } from '../compile/context.js';
import type { EventSubProcess, NodeDefinition } from '../definition.js';
import type { Run } from '../run/run.js';
import type { ScopeState, Token, Wait } from '../state.js';
import type { Variables } from '../types.js';

/** What an element does; closures over what its compilation prepared. */
export interface Behaviour {
  /** a token comes by a flow; false: it waits here for others (joins) */
  arrive?(run: Run, token: Token): boolean;
  /** begins: opens wait states, or completes at once */
  activate(run: Run, token: Token): void;
  /** a wait state of the token, other than a boundary event, fired */
  fire?(run: Run, token: Token, wait: Wait, variables: Variables): void;
  /** the scope inside has no token left */
  drained?(run: Run, token: Token, scope: ScopeState): void;
  /** which flows a token leaves by; default: every one whose condition holds, else the default flow */
  leaving?: 'choose' | 'all';
}

/** What an event waits for, independent of where it stands. Undefined when it could not be opened (incident). */
export interface Trigger {
  /** opens the wait state of `element`, owned by the token or (event sub-process) by its scope */
  prepare(run: Run, token: Token, element: string): ((owner: Owner) => void) | undefined;
}

export type Owner = { token: Token } | { scope: ScopeState };

/** One BPMN element: which nodes it is, and what it makes of them. */
export interface Element {
  /** BPMN name of the element, as in the documentation of what is supported */
  name: string;
  types: readonly NodeType[];
  /** refines `types`; default: nodes without event definition */
  applies?(node: FlowNode): boolean;
  compile(node: FlowNode, context: CompileContext): Compiled;
}

export interface Compiled {
  behaviour: Behaviour;
  trigger?: Trigger;
}

export type { EventSubProcess, NodeDefinition };
