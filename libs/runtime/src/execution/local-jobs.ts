import { step, type Command, type Definition, type Effect, type StepResult } from '@zusteuerung/engine';
import type { ProcessInstance } from '../entities/instance.js';
import type { LocalJobHandler, Transaction } from '../types.js';

/** More than this in one command is a model that runs in circles. */
const mostJobs = 200;

type OpenJob = Extract<Effect, { type: 'openJob' }>;
type Head = Pick<ProcessInstance, 'id' | 'tenantId' | 'deploymentId' | 'businessKey'>;

/** Job types that are done at once, so that a case never waits for what is only a few rows. */
export class LocalJobs {
  private readonly handlers = new Map<string, LocalJobHandler>();

  register(jobType: string, handler: LocalJobHandler): void {
    if (this.handlers.has(jobType)) throw new Error(`two handlers for job type ${jobType}`);
    this.handlers.set(jobType, handler);
  }

  /** Does the local jobs a step opened, and those their completion opens; gives all of it as one step. */
  async finish(
    tx: Transaction,
    instance: Head,
    definition: Definition,
    first: StepResult,
    at: Date,
  ): Promise<StepResult> {
    let whole = first;
    for (let count = 0; ; count++) {
      const job = this.next(whole.effects);
      if (!job) return whole;
      const command = count < mostJobs ? await this.work(tx, instance, job, at) : endless(job);
      const done = step(definition, whole.state, command, { now: at.toISOString() });
      if (done.problem) throw new Error(`local job ${job.elementId}: ${done.problem.message.en}`);
      whole = {
        ...done,
        events: [...whole.events, ...done.events],
        effects: [...whole.effects, ...done.effects],
      };
    }
  }

  private next(effects: Effect[]): OpenJob | undefined {
    const closed = new Set(effects.flatMap((effect) => (effect.type === 'closeJob' ? effect.key : [])));
    return effects.find(
      (effect): effect is OpenJob =>
        effect.type === 'openJob' && !closed.has(effect.key) && this.handlers.has(effect.jobType),
    );
  }

  private async work(tx: Transaction, instance: Head, job: OpenJob, at: Date): Promise<Command> {
    const { key, elementId, jobType, headers, variables } = job;
    const { id: instanceId, tenantId: tenant, deploymentId, businessKey } = instance;
    const described = { key, elementId, jobType, headers, variables };
    try {
      const handler = this.handlers.get(jobType) as LocalJobHandler;
      const result = await handler(tx, { ...described, tenant, instanceId, deploymentId, businessKey, at });
      return { type: 'complete', key, ...(result ? { variables: result } : {}) };
    } catch (error) {
      return { type: 'fail', key, message: error instanceof Error ? error.message : String(error) };
    }
  }
}

const endless = ({ key }: OpenJob): Command => ({
  type: 'fail',
  key,
  message: `more than ${mostJobs} jobs in one step: the model runs in circles`,
});
