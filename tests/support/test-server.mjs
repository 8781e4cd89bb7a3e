import { existsSync, lstatSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const prefix = 'zusteuerung-test-';

/** A directory for this run's PostgreSQL, named by the process that will remove it. */
export function newServerDirectory() {
  return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
}

/** Stops the server of a test run, if one was started, and removes its files. */
export async function removeServer(directory) {
  const home = join(directory, 'postgres');
  const pidFile = join(home, 'server', 'data', 'postmaster.pid');
  if (existsSync(pidFile)) {
    try {
      process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGQUIT');
      for (let waited = 0; existsSync(pidFile) && waited < 10_000; waited += 50) await sleep(50);
    } catch {
      // It is gone already.
    }
  }
  if (existsSync(home) && lstatSync(home).isSymbolicLink())
    rmSync(realpathSync(home), { recursive: true, force: true });
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}

/** What runs that were broken off (Ctrl+C, kill -9) left behind. */
export async function removeAbandonedServers() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const owner = Number(name.slice(prefix.length).split('-')[0]);
    if (owner > 0 && !isAlive(owner)) await removeServer(join(tmpdir(), name));
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
