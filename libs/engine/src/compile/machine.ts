import { createMachine } from 'xstate';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';

/** The one event besides those named like sequence flows: an exclusive gateway chooses. Not a possible BPMN id. */
const choose = ':choose';

interface Transition {
  target: string;
  guard?: (args: { event: Event }) => boolean;
  meta: Taken;
}

interface Event {
  type: string;
  holds?: (flow: string) => boolean;
}

interface Taken {
  flow: string;
  target: string;
}

export interface MachineNode {
  id: string;
  /** in order of evaluation */
  outgoing: { id: string; target: string }[];
  defaultFlow: string | null;
  exclusive: boolean;
}

/**
 * A scope as a flat XState machine: nodes are states, sequence flows transitions, conditions guards (design D2). Tokens
 * carry no context, so the machine is only asked which transition an event enables: what a transition does besides
 * (exit and entry actions, a new snapshot, an actor scope) would be the larger part of a step and is empty here.
 */
export class Machine {
  readonly machine: AnyStateMachine;
  private readonly snapshots = new Map<string, AnyMachineSnapshot>();
  private readonly targets = new Map<string, Map<string, string>>();

  constructor(id: string, nodes: MachineNode[]) {
    const states = Object.fromEntries(nodes.map((node) => [node.id, { on: transitions(node) }]));
    this.machine = createMachine({ id, ...(nodes[0] ? { initial: nodes[0].id } : {}), states } as never);
  }

  /** Where a sequence flow leads; each is looked up in the machine once. */
  take(from: string, flow: string): string {
    let targets = this.targets.get(from);
    if (!targets) this.targets.set(from, (targets = new Map<string, string>()));
    let target = targets.get(flow);
    if (target === undefined) {
      target = this.enabled(from, { type: flow })?.target;
      if (target === undefined) throw new Error(`no flow ${flow} leaves ${from}`);
      targets.set(flow, target);
    }
    return target;
  }

  /** The first flow whose condition holds (the default flow last) and where it leads; null: none. */
  choose(from: string, holds: (flow: string) => boolean): Taken | null {
    return this.enabled(from, { type: choose, holds });
  }

  private enabled(from: string, event: Event): Taken | null {
    const [transition] = this.machine.getTransitionData(this.snapshot(from), event);
    return transition ? (transition.meta as Taken) : null;
  }

  /** A snapshot depends on the node alone and can be kept. */
  private snapshot(node: string): AnyMachineSnapshot {
    let snapshot = this.snapshots.get(node);
    if (!snapshot) {
      snapshot = this.machine.resolveState({ value: node, context: {} }) as AnyMachineSnapshot;
      this.snapshots.set(node, snapshot);
    }
    return snapshot;
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

function transition({ id, target }: { id: string; target: string }): Transition {
  return { target: target.replace(/\./g, '\\.'), meta: { flow: id, target } };
}
