import { rootVariables, type StepResult } from '@zusteuerung/engine';
import type { Definitions } from '../definitions/definitions.js';
import type { ProcessInstance } from '../entities/instance.js';
import type { Intervention, StepListener, StepNotice, Transaction } from '../types.js';
import { keepIncidents } from './incident-rows.js';
import { saveStep, saveSteps, type LoggedEvent, type Step } from './save-step.js';
import { addressed } from './sending.js';

/** A step that has been taken and is to be written. */
export interface Taken {
  instance: ProcessInstance;
  command: StepNotice['command'];
  actor: string;
  at: Date;
  done: StepResult;
  intervention?: Intervention | undefined;
}

/** A step with all that its rows need. */
export interface Ready extends Taken {
  step: Step;
}

/** Writes steps and tells those who listen to them. */
export class StepWriter {
  readonly listeners: StepListener[] = [];

  constructor(private readonly definitions: Definitions) {}

  /** Looks up what a step's rows need besides the step; `instance` is as it is after it. */
  async prepare(tx: Transaction, taken: Taken, trace: string | null): Promise<Ready> {
    const { instance, actor, at, intervention, done } = taken;
    const { events, effects } = done;
    const sent = await addressed(tx, this.definitions, instance.tenantId, effects, at);
    const logged = intervention ? [interventionEvent(instance, intervention), ...events] : events;
    return { ...taken, step: { instance, events: logged, effects, sent, actor, at, trace } };
  }

  /** Writes steps of different instances of one tenant in their order; several by one statement where they send nothing. */
  async write(tx: Transaction, steps: Ready[]): Promise<void> {
    const [first] = steps;
    if (!first) return;
    if (steps.length === 1) await saveStep(tx, first.step);
    else
      await saveSteps(
        tx,
        first.instance.tenantId,
        steps.map(({ step }) => step),
      );
    for (const one of steps) await this.tell(tx, one);
  }

  private async tell(tx: Transaction, { instance, command, actor, at, done }: Ready): Promise<void> {
    const { events, effects } = done;
    await keepIncidents(tx, instance, events, at);
    const variables = () => rootVariables(instance.state);
    for (const listener of this.listeners)
      await listener(tx, { instance, command, events, effects, actor, at, variables });
  }
}

function interventionEvent(
  { processId }: ProcessInstance,
  { kind, reason, details = {} }: Intervention,
): LoggedEvent {
  return { type: 'intervention', elementId: processId, data: { kind, reason, ...details } };
}
