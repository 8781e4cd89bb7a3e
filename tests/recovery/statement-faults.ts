import { AsyncLocalStorage } from 'node:async_hooks';
import { Server, type IncomingMessage } from 'node:http';
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

type Emit = (event: string | symbol, ...values: unknown[]) => boolean;
const server = Server.prototype as unknown as { emit: Emit };
const HEADER = 'x-verlust';

/** As installFaults, for requests to servers of this process which `losingRequest` sends. */
export function installRequestFaults(): () => void {
  const restore = installFaults();
  const { emit } = server;
  server.emit = function (this: Server, event, ...values) {
    const go = () => emit.call(this, event, ...values);
    if (event !== 'request') return go();
    const count = requests.get(String((values[0] as IncomingMessage).headers[HEADER]));
    return count ? inside.run(count, go) : go();
  };
  return () => {
    server.emit = emit;
    restore();
  };
}

const requests = new Map<string, Count>();

/** Sends a request, which loses its connection after the n-th statement, and again as long as it is told to. */
export async function losingRequest<T extends { status: number }>(
  statement: number,
  send: (headers: Record<string, string>) => Promise<T>,
): Promise<{ lost: boolean; statuses: number[]; answer: T }> {
  const name = String(requests.size);
  const count: Count = { left: statement, happened: false };
  requests.set(name, count);
  const statuses: number[] = [];
  for (;;) {
    const answer = await send({ [HEADER]: name });
    statuses.push(answer.status);
    if (answer.status !== 503 || statuses.length === 5) return { lost: count.happened, statuses, answer };
  }
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

const volatile = new Set([
  ...['id', 'entry_id', 'commitment', 'hash', 'attempts', 'last_error', 'pin', 'pin_hash', 'token_hash'],
]);
const names: [RegExp, string][] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'uuid'],
  [/\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g, 'instant'],
  [/\b\d{8}T\d{6}Z/g, 'instant'],
  [/\b\d\d?:\d\d Uhr/g, 'instant'],
  [/(whsec_|passwort#)[\w+/=-]+/g, 'secret'],
  [/\b[A-Z]{3}-20\d\d-[A-Z0-9]{6}\b/g, 'reference'],
];

/** Blanks out in JSON.stringify what is drawn anew in each run. */
export const blank = (key: string, value: unknown): unknown => {
  if (volatile.has(key)) return undefined;
  if (value !== null && typeof value === 'object' && 'type' in value && value.type === 'Buffer')
    return 'bytes';
  if (typeof value !== 'string') return value;
  // The answer to a request is encrypted, so never the same twice.
  if (key === 'response') return 'sealed';
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
