import { createActor, createMachine } from 'xstate';
import type { AnyActorScope, AnyMachineSnapshot, AnyStateMachine } from 'xstate';

/** The one event besides those named like sequence flows: an exclusive gateway chooses. Not a possible BPMN id. */
const choose = ':choose';

interface Transition {
  target: string;
  guard?: (args: { event: Event }) => boolean;
  actions: { type: 'take'; params: { flow: string } };
}

interface Event {
  type: string;
  holds?: (flow: string) => boolean;
}

export interface MachineNode {
  id: string;
  /** in order of evaluation */
  outgoing: { id: string; target: string }[];
  defaultFlow: string | null;
  exclusive: boolean;
}

/** A scope as a flat XState machine: nodes are states, sequence flows transitions, conditions guards (design D2). */
export class Machine {
  readonly machine: AnyStateMachine;
  private readonly scope: AnyActorScope;
  private readonly snapshots = new Map<string, AnyMachineSnapshot>();
  private taken: string | null = null;

  constructor(id: string, nodes: MachineNode[]) {
    const states = Object.fromEntries(nodes.map((node) => [node.id, { on: transitions(node) }]));
    this.machine = createMachine({ id, ...(nodes[0] ? { initial: nodes[0].id } : {}), states } as never);
    this.scope = this.inertScope();
  }

  /** Where a sequence flow leads. */
  take(from: string, flow: string): string {
    return this.transition(from, { type: flow });
  }

  /** The first flow whose condition holds (the default flow last) and where it leads; null: none. */
  choose(from: string, holds: (flow: string) => boolean): { flow: string; target: string } | null {
    const target = this.transition(from, { type: choose, holds });
    return this.taken === null ? null : { flow: this.taken, target };
  }

  private transition(from: string, event: Event): string {
    this.taken = null;
    const next = this.machine.transition(this.snapshot(from), event, this.scope) as AnyMachineSnapshot;
    return next.value as string;
  }

  /** Tokens carry no context, so a snapshot depends on the node alone and can be kept. */
  private snapshot(node: string): AnyMachineSnapshot {
    let snapshot = this.snapshots.get(node);
    if (!snapshot) {
      snapshot = this.machine.resolveState({ value: node, context: {} }) as AnyMachineSnapshot;
      this.snapshots.set(node, snapshot);
    }
    return snapshot;
  }

  /** One scope for all steps: building one at each transition costs ten times the transition. */
  private inertScope(): AnyActorScope {
    const self = createActor(this.machine);
    const nothing = () => undefined;
    return {
      self,
      system: self.system,
      id: '',
      sessionId: '',
      logger: nothing,
      defer: nothing,
      emit: nothing,
      stopChild: nothing,
      actionExecutor: (action) => {
        if (action.type === 'take') this.taken = (action.params as { flow: string }).flow;
      },
    };
  }
}

function transitions(node: MachineNode): Record<string, Transition | Transition[]> {
  const on: Record<string, Transition | Transition[]> = {};
  for (const flow of node.outgoing) on[flow.id] = transition(flow);
  if (!node.exclusive) return on;
  const last = node.outgoing.filter((flow) => flow.id === node.defaultFlow);
  const first = node.outgoing.filter((flow) => flow.id !== node.defaultFlow);
  on[choose] = [...first, ...last].map((flow) => ({
    ...transition(flow),
    guard: ({ event }) => event.holds?.(flow.id) ?? false,
  }));
  return on;
}

function transition(flow: { id: string; target: string }): Transition {
  return {
    target: flow.target.replace(/\./g, '\\.'),
    actions: { type: 'take', params: { flow: flow.id } },
  };
}
