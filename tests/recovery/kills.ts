import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type App } from '../support/app.js';
import { progress, random } from '../support/random.js';
import { fall, type Abgegeben } from './meldungen.js';
import { CountingMailServer, Services } from './services.js';

export interface KillPlan {
  /** how often the API is killed with -9, at least, while so many Meldungen come in */
  apiKills: number;
  meldungen: number;
  /** how often PostgreSQL is stopped at once while they come in */
  postgresStops: number;
  postgresEveryMs: [number, number];
  /** how often the worker is killed with -9 while it sends so many mails */
  workerKills: number;
  mails: number;
}

export interface KillReport extends KillPlan {
  seed: number;
  answered: number;
  /** answers while PostgreSQL was away: 503 with Retry-After, and others */
  toldToComeBack: number;
  wrongAnswers: string[];
  /** longest time in ms from a stop of PostgreSQL to the next Meldung taken */
  longestRecovery: number;
  delivered: number;
  /** mails handed over twice under the same Message-ID: the kill came between the mail server's answer and ours */
  repeated: number;
  broken: string[];
}

/** Offices report, and what got no answer comes again under its key; what else is said is noted. */
class Offices {
  readonly meldungen: Abgegeben[] = [];
  toldToComeBack = 0;
  readonly wrongAnswers: string[] = [];
  lastTaken = Date.now();

  constructor(private readonly address: string) {}

  async report(open: () => boolean, given: () => boolean): Promise<void> {
    for (let own: Abgegeben | null = null; given() && (own || open());) {
      if (!own) this.meldungen.push((own = { schluessel: randomUUID(), quittung: null }));
      await this.submit(own).catch(() => sleep(100));
      if (own.quittung) own = null;
    }
  }

  get answered(): number {
    return this.meldungen.filter(({ quittung }) => quittung).length;
  }

  private async submit(meldung: Abgegeben): Promise<void> {
    const response = await fetch(`${this.address}/api/oeffentlich/kommunen/${fall?.kommune}/meldungen`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': meldung.schluessel },
      body: JSON.stringify({ zugang: fall?.zugang, antworten: fall?.antworten }),
    });
    const body = (await response.json()) as Abgegeben['quittung'];
    if (response.status === 201) {
      meldung.quittung = body;
      this.lastTaken = Date.now();
    } else if (response.status === 503 && response.headers.get('retry-after')) {
      this.toldToComeBack++;
      await sleep(100);
    } else this.wrongAnswers.push(`${response.status} ${JSON.stringify(body)}`);
  }
}

/** Kills API and worker and stops PostgreSQL as planned, then counts what is there. */
export async function killServices(plan: KillPlan, seed: number): Promise<KillReport> {
  progress(`seed ${seed}`);
  const mails = await CountingMailServer.start();
  const services = await Services.start({ SMTP_URL: mails.url });
  const next = random(seed);
  let longestRecovery = 0;
  let api: App | null = null;
  let given = true;
  try {
    const port = await freePort();
    api = await services.api(port);
    const offices = new Offices(api.address);
    let kills = 0;
    let stops = 0;
    const open = () =>
      kills < plan.apiKills || stops < plan.postgresStops || offices.answered < plan.meldungen;
    const work = Promise.all([1, 2, 3, 4].map(() => offices.report(open, () => given)));
    for (; kills < plan.apiKills; kills++) {
      await sleep(300 + next() * 1200);
      await api.kill();
      api = await services.api(port);
      tellTenth('kills of the API', kills, offices.answered);
    }
    for (; stops < plan.postgresStops; stops++) {
      const [least, most] = plan.postgresEveryMs;
      await sleep(least + next() * (most - least));
      longestRecovery = Math.max(longestRecovery, await stopPostgres(services, offices));
      tellTenth('stops of PostgreSQL', stops, offices.answered);
    }
    await work;
    await api.stop();
    await killWorker(services, plan, next);
    const broken = await count(services, offices, mails);
    const { answered, toldToComeBack, wrongAnswers } = offices;
    const told = { answered, toldToComeBack, wrongAnswers, longestRecovery };
    return { ...plan, seed, ...told, delivered: mails.taken.size, repeated: mails.repeated, broken };
  } finally {
    given = false;
    await api?.kill();
    await services.stop();
    await mails.stop();
  }
}

function tellTenth(what: string, n: number, answered: number): void {
  if ((n + 1) % 10 === 0) progress(`${n + 1} ${what}, ${answered} Meldungen answered`);
}

async function stopPostgres(services: Services, offices: Offices): Promise<number> {
  services.stopPostgres();
  const from = Date.now();
  // What was under way when it stopped may still be answered.
  await sleep(300);
  const before = offices.lastTaken;
  while (offices.lastTaken === before) {
    if (Date.now() - from > 60_000)
      throw new Error('no Meldung was taken within a minute after PostgreSQL stopped');
    await sleep(20);
  }
  return offices.lastTaken - from;
}

/** Mails beside those of the Meldungen, all of them due. */
const moreMails = `
WITH mails AS (
  INSERT INTO outbox (tenant_id, instance_id, key, job_type, awaited, payload, status, max_attempts, available_at, created_at)
  SELECT v.tenant_id, v.instance_id, 'mehr-' || n, 'mail', false,
         jsonb_build_object('elementId', 'x', 'headers', '{}'::jsonb,
                            'variables', jsonb_build_object('nachricht', md5('mehr-' || n)::uuid)),
         'pending', 100, now(), now()
  FROM (SELECT * FROM vorgang ORDER BY id LIMIT 1) v, generate_series(1, $1::int) n
  RETURNING id, key, tenant_id)
INSERT INTO nachricht (id, tenant_id, outbox_id, empfaenger, betreff, text, status)
SELECT md5(key)::uuid, tenant_id, id, 'stelle@rheine.example', 'Mitteilung', 'Text', 'offen' FROM mails`;
const unsent = `SELECT count(*) FROM outbox WHERE status IN ('pending', 'queued')`;

async function killWorker(services: Services, plan: KillPlan, next: () => number): Promise<void> {
  const [there] = await services.query<{ n: number }>(`SELECT (${unsent})::int AS n`);
  await services.query(moreMails, [Math.max(plan.mails - (there?.n ?? 0), 1)]);
  for (let kill = 0; kill < plan.workerKills; kill++) {
    const worker = services.worker();
    if (kill % 10 === 9) progress(`${kill + 1} kills of the worker`);
    const [before] = await services.query<{ n: number }>(`SELECT (${unsent})::int AS n`);
    for (let wait = 0; wait < 300; wait++) {
      const [now] = await services.query<{ n: number }>(`SELECT (${unsent})::int AS n`);
      if (!now?.n || now.n < (before?.n ?? 0)) break;
      await sleep(100);
    }
    await sleep(next() * 300);
    await worker.kill();
    // The time until a dead worker's leases run out is not waited for.
    await services.query(
      `UPDATE outbox SET leased_until = now(), queued_at = now() - interval '1 minute' WHERE status = 'queued'`,
    );
  }
  const last = services.worker();
  try {
    await services.until('all mails are sent', unsent, 600_000);
  } finally {
    await last.kill();
  }
}

async function count(services: Services, offices: Offices, mails: CountingMailServer): Promise<string[]> {
  const broken: string[] = [];
  const rows = await services.query<{ referenz: string; tasks: number; mails: number }>(
    `SELECT referenz,
       (SELECT count(*)::int FROM user_task t WHERE t.instance_id = v.instance_id) AS tasks,
       (SELECT count(*)::int FROM nachricht n WHERE n.vorgang_id = v.id) AS mails
     FROM vorgang v`,
  );
  const there = new Map(rows.map((row) => [row.referenz, row]));
  for (const { quittung } of offices.meldungen) {
    const row = there.get(quittung?.referenz ?? '');
    if (!row) broken.push(`${quittung?.referenz} was answered and is missing`);
    else if (row.tasks !== 1 || row.mails !== 1)
      broken.push(`${row.referenz} has ${row.tasks} tasks and ${row.mails} mails`);
  }
  if (rows.length !== offices.meldungen.length)
    broken.push(`${rows.length} cases for ${offices.meldungen.length} Meldungen`);
  const sent = await services.query<{ id: string; status: string }>('SELECT id, status FROM nachricht');
  const taken = new Set([...mails.taken.keys()].map((key) => key.slice(1, key.indexOf('@'))));
  for (const { id, status } of sent) {
    if (status !== 'versendet') broken.push(`mail ${id} is ${status}`);
    if (!taken.has(id)) broken.push(`mail ${id} was not sent`);
  }
  if (mails.taken.size !== sent.length)
    broken.push(`${mails.taken.size} Message-IDs for ${sent.length} mails`);
  return broken;
}
