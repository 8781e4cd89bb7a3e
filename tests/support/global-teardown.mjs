import { existsSync, lstatSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Stops this run's PostgreSQL, if one was started, and removes its files. */
export default async function teardown() {
  const directory = process.env.ZST_TEST_POSTGRES;
  if (!directory) return;
  const home = join(directory, 'postgres');
  const pidFile = join(home, 'server', 'data', 'postmaster.pid');
  if (existsSync(pidFile)) {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGQUIT');
    for (let waited = 0; existsSync(pidFile) && waited < 10_000; waited += 50) await sleep(50);
  }
  if (existsSync(home) && lstatSync(home).isSymbolicLink())
    rmSync(realpathSync(home), { recursive: true, force: true });
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}
