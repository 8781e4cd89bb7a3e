import { AsyncLocalStorage } from 'node:async_hooks';
import { Client } from '@zusteuerung/runtime';

interface Count {
  /** statements that still go well */
  left: number;
  happened: boolean;
}

type Query = (...parameters: unknown[]) => unknown;
const inside = new AsyncLocalStorage<Count>();
const prototype = Client.prototype as unknown as { query: Query };

/**
 * Lets connections get lost right after a statement was executed, so that nobody hears its answer. Only what runs
 * within `losing` is concerned. Call what it returns in the end.
 */
export function installFaults(): () => void {
  const query = prototype.query;
  prototype.query = async function (this: Client, ...parameters: unknown[]) {
    const count = inside.getStore();
    const answer = await query.apply(this, parameters);
    if (!count || count.happened || --count.left > 0) return answer;
    count.happened = true;
    const { stream } = (this as unknown as { connection: { stream: { destroy(): void } } }).connection;
    stream.destroy();
    throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
  };
  return () => {
    prototype.query = query;
  };
}

/** Repeats `act`, which loses its connection after the n-th statement, until it passes; returns whether it was lost. */
export async function losing<T>(
  statement: number,
  act: () => Promise<T>,
): Promise<{ lost: boolean; answer: T }> {
  const count: Count = { left: statement, happened: false };
  const attempt = () => inside.run(count, act);
  for (let tries = 1; ; tries++) {
    try {
      return { answer: await attempt(), lost: count.happened };
    } catch (error) {
      if (!count.happened || tries === 5) throw error;
    }
  }
}

const volatile = new Set(['id', 'entry_id', 'commitment', 'hash', 'attempts', 'last_error', 'pin_hash']);
const names: [RegExp, string][] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'uuid'],
  [/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)/g, 'instant'],
  [/\b[A-Z]{3}-20\d\d-[A-Z0-9]{6}\b/g, 'reference'],
];

const blank = (key: string, value: unknown): unknown => {
  if (volatile.has(key)) return undefined;
  if (value !== null && typeof value === 'object' && 'type' in value && value.type === 'Buffer')
    return 'bytes';
  if (typeof value !== 'string') return value;
  return names.reduce((text, [pattern, name]) => text.replace(pattern, name), value);
};

/** All rows of a tenant without what differs from run to run: names that are drawn, instants, numbers of tries. */
export async function endState(
  query: <T>(sql: string, parameters?: unknown[]) => Promise<T[]>,
  tenant: string,
): Promise<Record<string, string[]>> {
  const tables = await query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'tenant_id' ORDER BY 1`,
  );
  const state: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await query<object>(`SELECT * FROM ${name} WHERE tenant_id = $1`, [tenant]);
    const texts = rows.map((row) => JSON.stringify(row, blank).replaceAll(tenant, 'tenant'));
    if (texts.length > 0) state[name] = texts.sort();
  }
  return state;
}
