import type { ProcessInstance } from '../entities/instance.js';
import type { Transaction } from '../types.js';
import { executeAll, type LockedRequest } from './execute-all.js';
import type { Ready, StepWriter } from './step-writer.js';

const tx = {} as Transaction;
const at = new Date(0);

/** Executes commands `instance:key` and gives what was written together, in order; `!` sends something, `?` is refused. */
async function written(...commands: string[]): Promise<string[][]> {
  const writes: string[][] = [];
  const nameOf = ({ command }: Pick<Ready, 'command'>) => (command as { key: string }).key;
  const writer = {
    write: async (_tx: Transaction, steps: Ready[]) => {
      if (steps.length > 0) writes.push(steps.map(nameOf));
    },
  } as unknown as StepWriter;
  const requests = commands.map((key): LockedRequest => {
    const instance = { id: key.split(':')[0] } as ProcessInstance;
    return { instance, command: { type: 'timer', key }, actor: 'timer', at };
  });
  const results = await executeAll(tx, writer, requests, async (request) => {
    const { instance, command } = request;
    const key = nameOf(request as Pick<Ready, 'command'>);
    const problem = { code: 'WAIT_STATE_GONE', message: { de: '', en: '' } };
    if (key.endsWith('?')) return { result: { problem, instanceId: instance.id }, ready: null };
    const sent = key.endsWith('!') ? [{}] : [];
    const result = { problem: null, instanceId: key, status: 'active' as const, events: [], effects: [] };
    return { result, ready: { instance, command, step: { sent } } as unknown as Ready };
  });
  expect(results.map(({ problem }) => problem?.code ?? 'done')).toEqual(
    commands.map((key) => (key.endsWith('?') ? 'WAIT_STATE_GONE' : 'done')),
  );
  return writes;
}

test('steps of different instances are written together', async () => {
  expect(await written('a:1', 'b:1', 'c:1')).toEqual([['a:1', 'b:1', 'c:1']]);
});

test('nothing is written when there is nothing to do', async () => {
  expect(await written()).toEqual([]);
  expect(await written('a:1?')).toEqual([]);
});

test('a second step of an instance waits for the first to be written', async () => {
  expect(await written('a:1', 'b:1', 'a:2', 'c:1', 'a:3')).toEqual([['a:1', 'b:1'], ['a:2', 'c:1'], ['a:3']]);
});

test('what sends is written by itself, after all before it and before all after it', async () => {
  expect(await written('a:1', 'b:1!', 'c:1', 'd:1')).toEqual([['a:1'], ['b:1!'], ['c:1', 'd:1']]);
});
