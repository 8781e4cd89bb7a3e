// Submitting a Meldung over HTTP with 20 people at once, on PostgreSQL with fsync on, beside the bare SQL of a start.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

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

async function start(dataDir, redisUrl) {
  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: dataDir,
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
  const sorted = durations.sort((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.floor(sorted.length * share)]);
  return {
    perSecond: Math.round((durations.length / seconds) * 10) / 10,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}

export async function bench({ clients = 20, seconds = 20, pauseMs = 0, redisUrl } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'zusteuerung-bench-'));
  const app = await start(dataDir, redisUrl);
  try {
    await people(clients, 3, 0, app.address);
    const result = await people(clients, seconds, pauseMs, app.address);
    console.log(`Meldung absenden, ${clients} Personen gleichzeitig, Pause ${pauseMs} ms:`);
    console.table([result]);
  } finally {
    await app.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
