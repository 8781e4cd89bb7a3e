import type { Definition, StartSubscription } from '../definition.js';
import type { InstanceState } from '../state.js';
import { step } from '../step.js';
import type { StepOptions } from '../step.js';
import { startSubscriptions } from '../subscriptions.js';
import { addDuration } from '../time/duration.js';
import { parseInstant } from '../time/instant.js';
import type { Command, Effect, EngineEvent, Problem, Variables } from '../types.js';
import type { ScenarioService } from './format.js';

/** An open wait state of one of the instances, as the host learned of it. */
export type Open = Extract<Effect, { type: `open${string}` }> & { instance: number };

export interface Recorded extends EngineEvent {
  instance: number;
  at: string;
}

interface Buffered {
  name: string;
  correlationKey: string | null;
  variables: Variables;
  expires: number;
}

/** What the runtime is to the server, in memory and on a virtual clock: instances, jobs, timers, messages. */
export class Host {
  readonly instances: InstanceState[] = [];
  readonly recorded: Recorded[] = [];
  /** oldest first */
  open: Open[] = [];
  private buffered: Buffered[] = [];
  private readonly subscriptions: StartSubscription[];

  constructor(
    readonly definition: Definition,
    private readonly services: Record<string, ScenarioService>,
    public now: string,
    private readonly options: StepOptions = {},
  ) {
    this.subscriptions = startSubscriptions(definition);
  }

  /** Starts an instance. */
  start(process: string, variables: Variables, startEvent?: string): Problem | null {
    const command: Command = { type: 'start', process, variables, ...(startEvent ? { startEvent } : {}) };
    const result = step(this.definition, null, command, { now: this.now }, this.options);
    if (result.problem) return result.problem;
    this.instances.push(result.state);
    this.record(this.instances.length - 1, result.events, result.effects);
    this.settle();
    return null;
  }

  /** Applies a command to an instance and everything that follows from it now. */
  execute(instance: number, command: Command): Problem | null {
    const problem = this.apply(instance, command);
    this.settle();
    return problem;
  }

  /**
   * Delivers a message: in each process to the oldest subscription that matches, else to a message start event;
   * with a time to live it is kept for later subscriptions, without one it is lost.
   */
  publish(name: string, correlationKey: string | null, variables: Variables, ttl: string | null): void {
    if (this.deliver(name, correlationKey, variables) || ttl === null) return;
    const expires = epoch(addDuration(this.now, ttl) ?? this.now);
    this.buffered.push({ name, correlationKey, variables, expires });
  }

  /** Moves the clock; due timers fire in order, each at its own time. */
  advance(to: string): void {
    for (let timer = this.nextTimer(epoch(to)); timer; timer = this.nextTimer(epoch(to))) {
      if (epoch(timer.dueAt) > epoch(this.now)) this.now = timer.dueAt;
      this.execute(timer.instance, { type: 'timer', key: timer.key });
    }
    this.now = to;
  }

  private apply(instance: number, command: Command): Problem | null {
    const state = this.instances[instance] ?? null;
    const result = step(this.definition, state, command, { now: this.now }, this.options);
    if (result.problem) return result.problem;
    this.instances[instance] = result.state;
    this.record(instance, result.events, result.effects);
    return null;
  }

  private record(instance: number, events: EngineEvent[], effects: Effect[]): void {
    for (const event of events) this.recorded.push({ ...event, instance, at: this.now });
    for (const effect of effects)
      if (isOpening(effect)) this.open.push({ ...effect, instance });
      else this.open = this.open.filter((each) => each.instance !== instance || each.key !== effect.key);
  }

  /** Lets services answer, due timers fire and kept messages arrive until nothing more happens by itself. */
  private settle(): void {
    for (let rounds = 0; rounds < 10_000; rounds += 1) if (!this.serve() && !this.deliverBuffered()) return;
  }

  private serve(): boolean {
    for (const open of this.open) {
      if (open.type !== 'openJob') continue;
      const service = Object.hasOwn(this.services, open.jobType) ? this.services[open.jobType] : undefined;
      if (!service) continue;
      this.apply(open.instance, answer(service, open.key));
      return true;
    }
    return false;
  }

  private deliverBuffered(): boolean {
    this.buffered = this.buffered.filter((message) => message.expires > epoch(this.now));
    const index = this.buffered.findIndex(({ name, correlationKey }) =>
      this.open.some((open) => matches(open, name, correlationKey)),
    );
    const [message] = index < 0 ? [] : this.buffered.splice(index, 1);
    if (!message) return false;
    return this.deliver(message.name, message.correlationKey, message.variables);
  }

  private deliver(name: string, correlationKey: string | null, variables: Variables): boolean {
    const waiting = this.open.filter((open) => matches(open, name, correlationKey));
    const oldest = new Map<string, Open>();
    for (const open of waiting) {
      const process = this.instances[open.instance]?.process ?? '';
      if (!oldest.has(process)) oldest.set(process, open);
    }
    for (const { instance, key } of oldest.values())
      this.execute(instance, { type: 'message', key, variables });
    const starts = this.subscriptions.filter(
      (each) => each.kind === 'message' && each.message === name && !oldest.has(each.process),
    );
    for (const { process, startEvent } of starts) this.start(process, variables, startEvent);
    return oldest.size > 0 || starts.length > 0;
  }

  private nextTimer(until: number): Extract<Open, { type: 'openTimer' }> | undefined {
    const timers = this.open
      .filter((open) => open.type === 'openTimer')
      .filter((open) => epoch(open.dueAt) <= until);
    return timers.reduce<(typeof timers)[number] | undefined>(
      (first, timer) => (first && epoch(first.dueAt) <= epoch(timer.dueAt) ? first : timer),
      undefined,
    );
  }
}

function answer(service: ScenarioService, key: string): Command {
  if (service.error !== undefined) return { type: 'throwError', key, code: service.error };
  if (service.fail !== undefined) return { type: 'fail', key, message: service.fail };
  return { type: 'complete', key, variables: service.result ?? {} };
}

function matches(open: Open, name: string, correlationKey: string | null): boolean {
  if (open.type !== 'openSubscription' || open.message !== name) return false;
  return open.correlationKey === null || open.correlationKey === correlationKey;
}

function isOpening(effect: Effect): effect is Extract<Effect, { type: `open${string}` }> {
  return effect.type.startsWith('open');
}

function epoch(instant: string): number {
  return parseInstant(instant)?.epoch ?? 0;
}
