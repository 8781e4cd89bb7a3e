import type { ProcessInstance } from '../entities/instance.js';
import type { ExecuteRequest, ExecuteResult, Transaction } from '../types.js';
import type { Ready, StepWriter } from './step-writer.js';

/** A command for an instance whose lock the caller holds. */
export interface LockedRequest extends Pick<ExecuteRequest, 'command' | 'actor'> {
  instance: ProcessInstance;
  at: Date;
}

/** Takes one step without writing it. */
type Take = (request: LockedRequest) => Promise<{ result: ExecuteResult; ready: Ready | null }>;

/**
 * Executes commands in their order and writes the steps of as many instances as possible by one statement. What would
 * not see a step written with it waits for that: another step of the same instance, and whoever sends something to
 * those who wait for it.
 */
export async function executeAll(
  tx: Transaction,
  writer: StepWriter,
  requests: LockedRequest[],
  take: Take,
): Promise<ExecuteResult[]> {
  const results: ExecuteResult[] = [];
  let waiting = new Map<string, Ready>();
  const write = async () => {
    const steps = [...waiting.values()];
    waiting = new Map();
    await writer.write(tx, steps);
  };
  for (const request of requests) {
    if (waiting.has(request.instance.id)) await write();
    const { result, ready } = await take(request);
    results.push(result);
    if (!ready) continue;
    const sends = ready.step.sent.length > 0;
    if (sends) await write();
    waiting.set(request.instance.id, ready);
    if (sends) await write();
  }
  await write();
  return results;
}
