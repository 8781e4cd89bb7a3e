import type { FlowNode, NodeType } from '@zusteuerung/bpmn';
import type { CompileContext } from '../compile/context.js';
import type { EventSubProcess, NodeDefinition } from '../definition.js';
import type { Source } from '../compile/source.js';
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
  /** an activity in the scope inside has completed (ad-hoc); false: it stops there, with an incident */
  completedInside?(run: Run, token: Token, scope: ScopeState): boolean;
  /** a gateway at which tokens wait for all that can still arrive */
  join?: {
    /** the tokens that it waits for; null: it waits for something else */
    pending(run: Run, scope: ScopeState): Token[] | null;
    release(run: Run, scope: ScopeState): void;
  };
  /** the compensation that a throwing event waits for is done */
  compensated?(run: Run, token: Token): void;
  /** which flows a token leaves by; default: every one whose condition holds, else the default flow */
  leaving?: 'choose' | 'all';
}

/** What an event waits for, independent of where it stands. */
export interface Trigger {
  /**
   * Evaluates what the wait state needs and gives what opens it, owned by the token or (event sub-process) by its scope.
   * Undefined: it could not be evaluated, and the token has an incident.
   */
  prepare(run: Run, token: Token, at: TriggerPlace): ((owner: Owner) => void) | undefined;
  /** of a conditional event: what the step looks at itself */
  condition?: { source: Source; variables: string[] | null };
}

/** The event that waits, and which of its definitions when it has several. */
export interface TriggerPlace {
  element: string;
  definition?: number;
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
  /** what it waits for, one for each event definition; null: nothing to wait for */
  triggers?: (Trigger | null)[];
}

export type { EventSubProcess, NodeDefinition };
