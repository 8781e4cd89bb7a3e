import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface App {
  address: string;
  /** what it has printed so far */
  output(): string;
  /** ends it as Strg+C would, and waits */
  stop(): Promise<void>;
  /** ends it as a power cut would, and waits */
  kill(): Promise<void>;
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Waits until `holds` gives something, asking every 100 ms. */
export async function waitFor<T>(
  what: string,
  holds: () => Promise<T | null | false>,
  ms = 60_000,
): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await holds();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`nicht innerhalb von ${ms} ms: ${what}`);
    await sleep(100);
  }
}

const answers = (url: string) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

/**
 * The real program as a process of its own, ready to answer.
 * `program` is scripts/start.mjs (builds the web application first) or apps/server/dist/main.js.
 */
export async function startApp(env: Record<string, string>, program = 'scripts/start.mjs'): Promise<App> {
  const port = Number(env['PORT'] ?? (await freePort()));
  const address = `http://127.0.0.1:${port}`;
  const inherited = Object.entries(process.env).filter(
    ([key]) => !/^(NODE_ENV|NODE_OPTIONS|DATABASE_URL|REDIS_URL|SMTP_URL)$/.test(key),
  );
  const child: ChildProcess = spawn(process.execPath, [program], {
    cwd: root,
    env: { ...Object.fromEntries(inherited), ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await waitFor(`${program} antwortet`, async () => {
    if (child.exitCode !== null) throw new Error(`${program} endete mit ${child.exitCode}:\n${printed}`);
    return answers(`${address}/health/ready`);
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  return { address, output: () => printed, stop: () => end('SIGINT'), kill: () => end('SIGKILL') };
}
