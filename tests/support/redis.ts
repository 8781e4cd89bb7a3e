import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './app.js';

export interface TestRedis {
  url: string;
  client: Redis;
  stop(): Promise<void>;
}

/** Whether a redis-server is installed. With CI=true a missing one is an error: nothing is left out silently there. */
export function hasRedis(): boolean {
  const found = spawnSync('redis-server', ['--version']).status === 0;
  if (found) return true;
  if (process.env['CI'] === 'true')
    throw new Error('CI=true, but redis-server is missing: apt-get install redis-server');
  console.warn(
    'SKIPPED: tests with Redis, because redis-server is not installed. ' +
      'Get it with "apt-get install redis-server" or "brew install redis".',
  );
  return false;
}

/** A `describe` that needs Redis; without it its tests are skipped, and it is said. */
export function describeWithRedis(name: string, body: () => void): void {
  (hasRedis() ? describe : describe.skip)(name, body);
}

/** A Redis of the test's own, in memory only. */
export async function startRedis(port?: number): Promise<TestRedis> {
  const directory = mkdtempSync(join(tmpdir(), 'zusteuerung-redis-'));
  const at = port ?? (await freePort());
  const options = [
    '--port',
    String(at),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    directory,
  ];
  const server = spawn('redis-server', options, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = `redis://127.0.0.1:${at}`;
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: 100 });
  client.on('error', () => {});
  await client.ping();
  const stop = async () => {
    client.disconnect();
    server.kill('SIGKILL');
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
  return { url, client, stop };
}
