import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { beispiel, melden, PASSWORT, Person, type Aufgabe, type Json } from '../api/welt.js';
import { startApp } from '../support/app.js';
import { progress } from '../support/random.js';
import { CountingMailServer, Services } from './services.js';

interface Sample {
  at: number;
  heap: number;
  rss: number;
}

/** MB an hour: the regression line, and what it is at least with a certainty of 97.5 %. */
export interface Slope {
  perHour: number;
  atLeast: number;
}

export interface MemoryReport {
  minutes: number;
  /** rounds of: report, list, read, complete, look at the case, ask for the status */
  rounds: number;
  failed: string[];
  samples: number;
  /** MB after a garbage collection, median of the first and the last tenth */
  heap: [number, number];
  rss: [number, number];
  heapSlope: Slope;
  rssSlope: Slope;
}

const warmUp = 0.25;
const megabytes = (bytes: number) => Math.round((bytes / 2 ** 20) * 10) / 10;

/** The whole program under a steady mix of requests, mails to a mail server included, and what it holds meanwhile. */
export async function holdUnderLoad(minutes: number, perSecond: number): Promise<MemoryReport> {
  const mails = await CountingMailServer.start();
  const directory = mkdtempSync(join(tmpdir(), 'zst-memory-'));
  const file = join(directory, 'samples');
  const limits = { LIMIT_STATUS: '1000000', LIMIT_ANMELDUNG: '1000000', LOG_LEVEL: 'error' };
  const services = await Services.start({ SMTP_URL: mails.url, DEMO_PASSWORT: PASSWORT, ...limits });
  const probe = pathToFileURL(join(process.cwd(), 'tests/recovery/memory-probe.mjs')).href;
  const env = { ...services.env, NODE_OPTIONS: `--import ${probe}`, MEMORY_FILE: file };
  const app = await startApp(env, 'apps/server/dist/main.js').catch(async (error: Error) => {
    await services.stop();
    throw error;
  });
  try {
    const load = await steadyLoad(app.address, minutes, perSecond);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    const all = lines.map((line) => JSON.parse(line) as Sample);
    const samples = all.slice(Math.ceil(all.length * warmUp));
    const of = (what: 'heap' | 'rss') => samples.map((sample) => [sample.at, sample[what]] as const);
    return {
      ...{ minutes, ...load, samples: samples.length },
      ...{ heap: endsOf(of('heap')), rss: endsOf(of('rss')) },
      ...{ heapSlope: slopeOf(of('heap')), rssSlope: slopeOf(of('rss')) },
    };
  } finally {
    await app.stop();
    await services.stop();
    await mails.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function steadyLoad(address: string, minutes: number, perSecond: number) {
  const carla = await signIn(address, 'cm.caritas@rheine.example');
  const admin = await signIn(address, 'admin@rheine.example');
  const end = Date.now() + minutes * 60_000;
  const failed: string[] = [];
  let rounds = 0;
  // A machine that can't keep pace does fewer rounds, not more of them afterwards.
  for (let next = Date.now(); next < end; next = Math.max(next + 1000 / perSecond, Date.now())) {
    await sleep(Math.max(0, next - Date.now()));
    await round(address, carla, admin).catch((error: Error) => failed.push(error.message));
    if (++rounds % (perSecond * 60) === 0) progress(`${rounds} rounds, ${failed.length} failed`);
  }
  return { rounds, failed };
}

async function signIn(address: string, email: string): Promise<Person> {
  const person = new Person(address);
  const { status } = await person.post('/api/anmeldung', { email, passwort: PASSWORT });
  if (status !== 200) throw new Error(`${email} cannot sign in: ${status}`);
  return person;
}

/** A Meldung on its way through the first task, and a write that is refused. */
async function round(address: string, carla: Person, admin: Person): Promise<void> {
  const { referenz, pin } = await melden(new Person(address), 'rheine', beispiel('rheine', 0));
  const { body: seite } = await carla.get<{ eintraege: Aufgabe[] }>('/api/aufgaben');
  const aufgabe = seite.eintraege.find(({ vorgang }) => vorgang.referenz === referenz) ?? seite.eintraege[0];
  if (!aufgabe) throw new Error('no task in the inbox');
  const { body } = await carla.get<{ aktionen?: { antworten: Json }[] }>(`/api/aufgaben/${aufgabe.id}`);
  const antworten = body.aktionen?.[0]?.antworten ?? {};
  const key = { 'idempotency-key': randomUUID() };
  await carla.post(`/api/aufgaben/${aufgabe.id}/abschliessen`, { antworten }, key);
  await carla.get(`/api/vorgaenge/${aufgabe.vorgang.id}`);
  const { status } = await new Person(address).post('/api/oeffentlich/status', { referenz, pin });
  if (status !== 200) throw new Error(`status of ${referenz}: ${status}`);
  const refused = await admin.post('/api/webhooks', { name: 'x', url: 'ftp://x', ereignisse: [] }, key);
  if (refused.status < 400) throw new Error('a webhook to ftp was taken');
}

function endsOf(points: (readonly [number, number])[]): [number, number] {
  const tenth = Math.max(1, Math.floor(points.length / 10));
  const median = (some: (readonly [number, number])[]) =>
    megabytes(some.map(([, y]) => y).sort((a, b) => a - b)[Math.floor(some.length / 2)] ?? 0);
  return [median(points.slice(0, tenth)), median(points.slice(-tenth))];
}

/** Least squares. */
export function slopeOf(points: (readonly [at: number, bytes: number])[]): Slope {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middle, height] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const width = points.reduce((sum, [x]) => sum + (x - middle) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - middle) * (y - height), 0) / width;
  const rest = points.reduce((sum, [x, y]) => sum + (y - height - slope * (x - middle)) ** 2, 0);
  const error = Math.sqrt(rest / (points.length - 2) / width);
  const hour = 3_600_000;
  return { perHour: megabytes(slope * hour), atLeast: megabytes((slope - 2 * error) * hour) };
}
