import type { Server } from 'node:http';
import fc from 'fast-check';
import { Welt, type Json, type Person } from '../api/welt.js';
import { progress, random } from '../support/random.js';
import { allRequests, UNKNOWN, type Anfrage } from './fuzz.js';
import { knownValues } from './fuzz-values.js';

export interface FuzzReport {
  requests: number;
  endpoints: number;
  /** answers by status */
  statuses: Record<number, number>;
  /** one sentence per broken promise, with the request */
  broken: string[];
}

const konten = ['cm.caritas', 'koordination', 'jobcenter', 'lenkungsgruppe', 'admin'];

/** Sends so many requests, in turn to every endpoint, as everybody; `broken` has what is an error of ours. */
export async function fuzz(count: number, seed: number): Promise<FuzzReport> {
  progress(`seed ${seed}`);
  const env = { LIMIT_ALLGEMEIN: '100000000', LIMIT_MELDUNG: '100000000', LIMIT_STATUS: '100000000' };
  const welt = await Welt.open({ ...env, LIMIT_ANMELDUNG: '100000000' });
  const next = random(seed);
  const found: FuzzReport = { requests: 0, endpoints: 0, statuses: {}, broken: [] };
  try {
    const endpoints = allRequests(await knownValues(welt, Math.min(40, 2 + count / 1000)));
    found.endpoints = endpoints.length;
    const people = await signIn(welt);
    seen(welt);
    const each = Math.ceil(count / endpoints.length);
    const series = endpoints.map((one, n) => fc.sample(one, { numRuns: each, seed: seed + n }));
    for (let n = 0; n < each; n++) {
      const round = series.flatMap((anfragen) => anfragen[n] ?? []);
      if (n % 100 === 99) progress(`${n + 1} of ${each} rounds, ${found.broken.length} broken`);
      await Promise.all([0, 1, 2, 3].map((lane) => sendAll(round.filter((_, i) => i % 4 === lane))));
    }
    found.broken.push(...(await unknownStored(welt)));
    async function sendAll(anfragen: Anfrage[]): Promise<void> {
      for (const anfrage of anfragen)
        await send(people, Math.floor(next() * people.length), anfrage, found, welt);
    }
    return found;
  } finally {
    await welt.stop();
  }
}

type Konto = { email: string | null; person: Person };

async function signIn(welt: Welt): Promise<Konto[]> {
  const people: Konto[] = [{ email: null, person: welt.anyone() }];
  for (const name of konten) {
    const email = `${name}@rheine.example`;
    people.push({ email, person: await welt.person(email) });
  }
  return people;
}

const NUMMER = 'x-nummer';
const servers = new WeakMap<Welt, Set<string>>();

/** The numbers of the requests that have reached the server. */
function seen(welt: Welt): Set<string> {
  let numbers = servers.get(welt);
  if (!numbers) {
    const own = (numbers = new Set<string>());
    const server = welt.lauf.app?.getHttpServer() as Server;
    server.on('request', ({ headers }) => own.add(String(headers[NUMMER])));
    servers.set(welt, own);
  }
  return numbers;
}

async function send(
  people: Konto[],
  who: number,
  anfrage: Anfrage,
  found: FuzzReport,
  welt: Welt,
): Promise<void> {
  const { method, route, path, headers, body } = anfrage;
  const konto = people[who]!;
  const sentence = (what: string) =>
    found.broken.push(
      `${what}: ${method} ${path.slice(0, 300)} as ${konto.email ?? 'nobody'} ${body?.slice(0, 500) ?? ''}`,
    );
  const nummer = String(found.requests++);
  try {
    const answer = await konto.person.send(method, path, body, { ...headers, [NUMMER]: nummer });
    found.statuses[answer.status] = (found.statuses[answer.status] ?? 0) + 1;
    if (answer.status >= 500) sentence(`${answer.status} ${JSON.stringify(answer.body)}`);
    else if (answer.status >= 400 && !isOurs(answer.body))
      sentence(`not our shape: ${JSON.stringify(answer.body)}`);
    if (answer.status === 401 && konto.email && route !== '/api/anmeldung')
      people[who] = { ...konto, person: await welt.person(konto.email).catch(() => konto.person) };
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
    const heard = seen(welt).has(nummer) ? 'heard' : 'never heard';
    sentence(`${message}, ${cause?.code} ${cause?.message}, the server ${heard} of it`);
  }
}

function isOurs(body: Json | null): boolean {
  const { code, message } = body ?? {};
  const text = JSON.stringify(body);
  if (/node_modules|\bat \w+ \(|\bSELECT\b|typeorm/i.test(text)) return false;
  return (
    typeof code === 'string' &&
    /^[A-Z_]+$/.test(code) &&
    typeof message === 'string' &&
    /[.?!]$/.test(message)
  );
}

/** Where what nobody asked for has been kept. */
async function unknownStored(welt: Welt): Promise<string[]> {
  const tables = await welt.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const broken: string[] = [];
  for (const { name } of tables) {
    const [row] = await welt.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${name} AS t WHERE t::text LIKE $1`,
      [`%${UNKNOWN}%`],
    );
    if (row?.n) broken.push(`${name} keeps an unknown property in ${row.n} rows`);
  }
  return broken;
}
