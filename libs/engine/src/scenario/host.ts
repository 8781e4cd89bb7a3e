import type { Definition, StartSubscription } from '../definition.js';
import type { InstanceState } from '../state.js';
import { step } from '../step.js';
import type { StepOptions } from '../step.js';
import { startSubscriptions } from '../subscriptions.js';
import { addDuration } from '../time/duration.js';
import type { Command, Effect, EngineEvent, Problem, Variables } from '../types.js';
import { epoch, firstDue, nextStart, startTimers } from './clock.js';
import type { StartingTimer } from './clock.js';
import type { ScenarioService } from './format.js';

/** An open wait state of one of the instances, as the host learned of it. */
export type Open = Extract<Effect, { type: `open${string}` }> & { instance: number };

export interface Recorded extends EngineEvent {
  instance: number;
  at: string;
}

interface Message {
  name: string;
  correlationKey: string | null;
  variables: Variables;
}

interface Buffered extends Message {
  expires: number;
  /** processes that have already had it */
  seen: string[];
}

type DueTimer = Extract<Open, { type: 'openTimer' }> | StartingTimer;
type Outgoing = Extract<Effect, { type: 'publishMessage' | 'throwSignal' }> & { instance: number };

/** What the runtime is to the server, in memory and on a virtual clock: instances, jobs, timers, messages, signals. */
export class Host {
  readonly instances: InstanceState[] = [];
  readonly recorded: Recorded[] = [];
  /** oldest first */
  open: Open[] = [];
  /** it never came to rest: instances keep on calling one another */
  restless = false;
  private starting: StartingTimer[] = [];
  private buffered: Buffered[] = [];
  private outgoing: Outgoing[] = [];
  /** the key of the message that started an instance: while it runs, no message with it starts another of its process */
  private readonly startedBy = new Map<number, string>();
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
  start(
    process: string,
    variables: Variables,
    at: { startEvent?: string; definition?: number } = {},
  ): Problem | null {
    const problem = this.begin(process, variables, at);
    this.settle();
    return problem;
  }

  /** Applies a command to an instance and everything that follows from it now. */
  execute(instance: number, command: Command): Problem | null {
    const problem = this.apply(instance, command);
    this.settle();
    return problem;
  }

  /**
   * Delivers a message: in each process to the oldest subscription that matches, else to a message start event;
   * with a time to live it is kept for other processes that come to wait for it, without one it is lost.
   */
  publish(name: string, correlationKey: string | null, variables: Variables, ttl: string | null): void {
    this.send({ name, correlationKey, variables }, ttl);
    this.settle();
  }

  /** Tells every instance that waits for the signal, but for the one that threw it, and starts what it starts. */
  broadcast(signal: string, variables: Variables): void {
    this.tell(signal, variables, null);
    this.settle();
  }

  /** Timer start events count from now on. */
  awaitStarts(): void {
    this.starting = startTimers(this.subscriptions, this.now);
    this.settle();
  }

  /** Moves the clock; due timers fire in order, each at its own time. */
  advance(to: string): void {
    for (let timer = this.nextTimer(to); timer; timer = this.nextTimer(to)) {
      if (epoch(timer.dueAt) > epoch(this.now)) this.now = timer.dueAt;
      this.fire(timer);
      this.settle();
    }
    this.now = to;
  }

  /** An event that an instance of a process already waits for starts no further one there. */
  private tell(signal: string, variables: Variables, from: number | null): void {
    const waiting = this.open.filter((open) => open.type === 'openSignal' && open.signal === signal);
    const processes = waiting.map(
      ({ instance, elementId }) => `${this.instances[instance]?.process} ${elementId}`,
    );
    for (const instance of new Set(waiting.map((open) => open.instance)))
      if (instance !== from) this.apply(instance, { type: 'signal', name: signal, variables });
    const started = new Set<string>();
    for (const start of this.subscriptions) {
      if (start.kind !== 'signal' || start.signal !== signal || started.has(start.process)) continue;
      if (processes.includes(`${start.process} ${start.startEvent}`)) continue;
      started.add(start.process);
      this.begin(start.process, variables, start);
    }
  }

  private begin(
    process: string,
    variables: Variables,
    { startEvent, definition }: { startEvent?: string; definition?: number },
  ): Problem | null {
    const at = { ...(startEvent === undefined ? {} : { startEvent }), ...(definition ? { definition } : {}) };
    const command: Command = { type: 'start', process, variables, ...at };
    const result = step(this.definition, null, command, { now: this.now }, this.options);
    if (result.problem) return result.problem;
    this.instances.push(result.state);
    this.record(this.instances.length - 1, result.events, result.effects);
    return null;
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
      else if (effect.type === 'publishMessage' || effect.type === 'throwSignal')
        this.outgoing.push({ ...effect, instance });
      else this.open = this.open.filter((each) => each.instance !== instance || each.key !== effect.key);
  }

  /** Lets what was sent arrive, services answer, kept messages be taken and due timers fire until nothing more happens by itself. */
  private settle(): void {
    // While data is left open, what happens next is said step by step.
    if (this.options.oracle) return;
    for (let rounds = 0; rounds < 10_000; rounds += 1)
      if (!this.forward() && !this.serve() && !this.deliverBuffered() && !this.ring()) return;
    this.restless = true;
  }

  /** Fires a timer that is due. */
  private ring(): boolean {
    const timer = this.nextTimer(this.now);
    if (timer) this.fire(timer);
    return timer !== undefined;
  }

  private fire(timer: DueTimer): void {
    if ('instance' in timer) {
      this.apply(timer.instance, { type: 'timer', key: timer.key });
      return;
    }
    this.starting = this.starting.flatMap((each) => (each === timer ? nextStart(timer) : [each]));
    this.begin(timer.process, {}, timer);
  }

  private forward(): boolean {
    const effect = this.outgoing.shift();
    if (effect?.type === 'throwSignal') this.tell(effect.signal, effect.variables, effect.instance);
    else if (effect) {
      const { message, correlationKey, variables, timeToLive } = effect;
      this.send({ name: message, correlationKey, variables }, timeToLive);
    }
    return effect !== undefined;
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

  private send(message: Message, ttl: string | null): void {
    const kept: Buffered = {
      ...message,
      seen: [],
      expires: epoch(addDuration(this.now, ttl ?? '') ?? this.now),
    };
    this.deliver(kept);
    if (ttl !== null) this.buffered.push(kept);
  }

  private deliverBuffered(): boolean {
    this.buffered = this.buffered.filter((message) => message.expires > epoch(this.now));
    return this.buffered.some((message) => this.deliver(message));
  }

  /** To the longest waiting of each process that has not had it yet, else as a start; false: nobody takes it now. */
  private deliver({ name, correlationKey, variables, seen }: Buffered): boolean {
    const before = seen.length;
    for (const open of [...this.open]) {
      const process = this.instances[open.instance]?.process ?? '';
      if (!this.open.includes(open) || seen.includes(process) || !matches(open, name, correlationKey))
        continue;
      seen.push(process);
      this.apply(open.instance, { type: 'message', key: open.key, variables });
    }
    for (const start of this.subscriptions) {
      if (start.kind !== 'message' || start.message !== name || seen.includes(start.process)) continue;
      if (this.isRunning(start.process, correlationKey)) continue;
      seen.push(start.process);
      if (correlationKey !== null) this.startedBy.set(this.instances.length, correlationKey);
      this.begin(start.process, variables, start);
    }
    return seen.length > before;
  }

  /** An instance that a message with the same key has started is still at work. */
  private isRunning(process: string, correlationKey: string | null): boolean {
    return [...this.startedBy].some(([index, by]) => {
      const state = this.instances[index];
      const ended = state?.status === 'completed' || state?.status === 'terminated';
      return state?.process === process && !ended && by === correlationKey;
    });
  }

  private nextTimer(until: string): DueTimer | undefined {
    const timers = this.open.filter((open) => open.type === 'openTimer');
    return firstDue<DueTimer>([...timers, ...this.starting], until);
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
