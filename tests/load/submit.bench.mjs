// Submitting a Meldung over HTTP, on PostgreSQL with fsync on: 20 people at once, and so many a second whatever the
// answers take; and how long the mail to the reporter takes from the commit to the mail server.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { openDatabase } from '@zusteuerung/runtime';
import { SMTPServer } from 'smtp-server';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [fall] = JSON.parse(readFileSync(join(root, 'tests/api/routingfaelle.json'), 'utf8'));

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function start(dataDir, redisUrl, smtpUrl) {
  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: dataDir,
    SMTP_URL: smtpUrl,
    LIMIT_MELDUNG: '1000000',
    LIMIT_ALLGEMEIN: '1000000',
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
  };
  const child = spawn(process.execPath, ['apps/server/dist/main.js'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  const address = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${address}/health/ready`).then(
      (r) => r.ok,
      () => false,
    ))
  )
    await sleep(100);
  while (!printed.includes('Beispielfälle')) await sleep(100);
  return {
    address,
    stop: () => new Promise((resolve) => child.once('exit', resolve) && child.kill('SIGINT')),
  };
}

async function submit(address) {
  const response = await fetch(`${address}/api/oeffentlich/kommunen/${fall.kommune}/meldungen`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ zugang: fall.zugang, antworten: fall.antworten }),
  });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}

/** People who send a form, look at the answer for `pauseMs` and send the next. */
async function people(count, seconds, pauseMs, address) {
  const durations = [];
  const end = performance.now() + seconds * 1000;
  const person = async () => {
    await sleep(Math.random() * pauseMs);
    while (performance.now() < end) {
      const from = performance.now();
      await submit(address);
      durations.push(performance.now() - from);
      await sleep(pauseMs);
    }
  };
  await Promise.all(Array.from({ length: count }, person));
  return summary(durations, seconds);
}

function summary(durations, seconds) {
  const sorted = durations.sort((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.floor(sorted.length * share)]);
  return {
    perSecond: Math.round((durations.length / seconds) * 10) / 10,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}

/** Sends at a fixed rate; a late answer counts with the time it waited, as it does for who waits for it. */
async function steadily(perSecond, seconds, address) {
  const durations = [];
  const sent = [];
  const begin = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    const due = begin + (n * 1000) / perSecond;
    await sleep(Math.max(due - performance.now(), 0));
    sent.push(submit(address).then(() => durations.push(performance.now() - due)));
  }
  await Promise.all(sent);
  return summary(durations, seconds);
}

/** A mail server that notes when it took which mail. */
async function listenForMail() {
  const arrivals = new Map();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk) => (text += chunk));
      stream.on('end', () => {
        const [, id] = /^Message-ID: <([^@]+)@/im.exec(text) ?? [];
        if (id && !arrivals.has(id)) arrivals.set(id, Date.now());
        done();
      });
    },
  });
  const port = await freePort();
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { arrivals, url: `smtp://127.0.0.1:${port}`, stop: () => server.close() };
}

/** From the commit (the row's instant is a little before it) to the mail server, of the mails written since `from`. */
async function mailDelays(dataDir, arrivals, from) {
  const database = await openDatabase({ dataDir });
  const owner = new pg.Client({ connectionString: database.url, options: '-c zst.scope=owner' });
  await owner.connect();
  try {
    const { rows } = await owner.query('SELECT id, created_at AS at FROM nachricht WHERE created_at > $1', [
      from,
    ]);
    for (let waited = 0; waited < 60_000 && rows.some(({ id }) => !arrivals.has(id)); waited += 100)
      await sleep(100);
    const delays = rows.flatMap(({ id, at }) => (arrivals.has(id) ? [arrivals.get(id) - at.getTime()] : []));
    const { p50, p95, p99 } = summary(delays, 1);
    return { mails: rows.length, arrived: delays.length, p50, p95, p99 };
  } finally {
    await owner.end();
    await database.stop();
  }
}

export async function bench({ clients = 20, seconds = 20, pauseMs = 0, perSecond = 50, redisUrl } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'zusteuerung-bench-'));
  const mail = await listenForMail();
  const app = await start(dataDir, redisUrl, mail.url);
  try {
    await people(clients, 3, 0, app.address);
    const result = await people(clients, seconds, pauseMs, app.address);
    console.log(`Meldung absenden, ${clients} Personen gleichzeitig, Pause ${pauseMs} ms:`);
    console.table([result]);
    const from = new Date();
    console.log(`Meldung absenden, ${perSecond} in der Sekunde:`);
    console.table([await steadily(perSecond, seconds, app.address)]);
    console.log('Mail an die meldende Stelle, ms vom Commit bis zum Mailserver:');
    console.table([await mailDelays(dataDir, mail.arrivals, from)]);
  } finally {
    await app.stop();
    mail.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
