import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { eventually, World } from '../runtime/world.js';

const program = fileURLToPath(new URL('./poisoned-worker.mjs', import.meta.url));

export interface PoisonReport {
  neighbours: number;
  /** of the neighbours */
  served: number;
  /** for each poison how its case stands and how often it was tried */
  poisoned: Record<string, { status: string; attempts: number }>;
  /** how often a worker died and was started again */
  deaths: number;
}

/** Workers as processes with little memory, started again when they die. */
function supervise(url: string, count: number) {
  let open = true;
  let deaths = 0;
  const running = new Set<ChildProcess>();
  const start = () => {
    const child = spawn(process.execPath, ['--max-old-space-size=96', program, url], { stdio: 'ignore' });
    running.add(child);
    child.once('exit', () => {
      running.delete(child);
      if (!open) return;
      deaths++;
      start();
    });
  };
  for (let n = 0; n < count; n++) start();
  const stop = async () => {
    open = false;
    const ended = [...running].map((child) => new Promise((resolve) => child.once('exit', resolve)));
    for (const child of running) child.kill('SIGKILL');
    await Promise.all(ended);
    return deaths;
  };
  return { stop };
}

/** Jobs that throw, hang, block the event loop or exhaust the memory, among many that do no harm. */
export async function poison(neighbours: number, kinds: string[], workers: number): Promise<PoisonReport> {
  const world = await World.open();
  const instances = new Map<string, string>();
  for (const kind of kinds) instances.set(kind, (await world.start('post', { poison: kind })).instanceId);
  for (let n = 0; n < neighbours; n++) await world.start('post');
  // A neighbour in the hands of a worker that dies loses a try, which is not its fault: it has some more.
  await world.query('UPDATE outbox SET max_attempts = 20 WHERE instance_id <> ALL ($1)', [
    [...instances.values()],
  ]);
  const supervised = supervise(world.database.url, workers);
  let deaths = 0;
  try {
    const active = () => world.count('process_instance', `status = 'active'`);
    await eventually('every case has ended or stands still', async () => (await active()) === 0, 300_000);
  } finally {
    deaths = await supervised.stop();
  }
  try {
    const poisoned: PoisonReport['poisoned'] = {};
    for (const [kind, id] of instances) {
      const [row] = await world.query<{ status: string; attempts: number }>(
        `SELECT i.status, o.attempts FROM process_instance i JOIN outbox o ON o.instance_id = i.id WHERE i.id = $1`,
        [id],
      );
      poisoned[kind] = row!;
    }
    const served = await world.count('process_instance', `status = 'completed'`);
    return { neighbours, served, poisoned, deaths };
  } finally {
    await world.close();
  }
}
