import type { EventDefinition, FlowNode, MultiInstance } from '@zusteuerung/bpmn';
import type { CompileContext } from '../compile/context.js';
import type { Source } from '../compile/source.js';
import { aBoolean, evaluateAs } from '../run/evaluate.js';
import { fireWait } from '../run/fire.js';
import { known, nodeOf } from '../run/run.js';
import type { Run } from '../run/run.js';
import type { ScopeState, Token } from '../state.js';
import type { Variables } from '../types.js';
import { throwOf } from './throws/index.js';
import type { Throw } from './throws/throw.js';

/** What a multi-instance activity throws at its own boundary events as its runs complete. */
interface RunEvent {
  /** null: always */
  condition: Source | null;
  /** only when the first run has completed */
  first: boolean;
  /** null: the signal without name that the standard gives `None` and `One` */
  thrown: Throw | null;
}

/** The attribute `behavior` (BPMN 2.0.2 §13.3.7): `None` throws at each completed run, `One` at the first, `Complex` by condition. */
export function compileBehaviour(node: FlowNode, loop: MultiInstance, context: CompileContext): RunEvent[] {
  const first = loop.behavior === 'One';
  // A job type belongs to the activity, never to what it throws.
  const thrower = { ...node, extensions: { ...node.extensions, taskDefinition: null } };
  const compiled = (event: EventDefinition) => throwOf(thrower, event, context);
  if (loop.behavior === 'Complex')
    return loop.complex.flatMap(({ condition, events }) =>
      events.map((event) => ({
        condition: condition === null ? null : context.feel(node.id, condition),
        first: false,
        thrown: compiled(event),
      })),
    );
  if (loop.behavior === 'All') return [];
  return [{ condition: null, first, thrown: loop.event && compiled(loop.event) }];
}

/** A run has completed: throws what the behaviour says; a boundary event may end the activity. */
export function tell(run: Run, token: Token, scope: ScopeState, events: RunEvent[]): void {
  const { completed } = known(scope.loop, `loop at ${token.at}`);
  for (const { condition, first, thrown } of events) {
    if (!run.tokens.holds(token) || token.incident) return;
    if (first && completed !== 1) continue;
    const extra = runtimeAttributes(scope);
    if (condition && !evaluateAs(run, token, condition, aBoolean, { extra })) continue;
    if (thrown) thrown.throw(run, token);
    else tellBoundaries(run, token, extra);
  }
}

/** The default event reaches the boundary events that catch a signal without naming one. */
function tellBoundaries(run: Run, token: Token, variables: Variables): void {
  const unnamed = nodeOf(run, token).boundaries.filter(({ source }) =>
    source.definitions.some((definition) => definition.kind === 'signal' && definition.name === null),
  );
  for (const { id } of unnamed) {
    const wait = (token.waits ?? []).map((key) => run.state.waits[key]).find((each) => each?.element === id);
    if (wait) fireWait(run, wait, variables);
  }
}

function runtimeAttributes(scope: ScopeState): Variables {
  const { items, completed } = known(scope.loop, `loop of ${scope.element}`);
  return {
    numberOfInstances: items.length,
    numberOfActiveInstances: scope.alive,
    numberOfCompletedInstances: completed,
    numberOfTerminatedInstances: 0,
  };
}
