import { Worker } from 'node:worker_threads';

const tickMs = 250;

// Looks from a thread of its own, which a blocked event loop can't hold up. Ticks are counted, not the clock, so that a
// machine that slept does not look like a program that hangs.
const look = `
const { workerData: { beat, patience } } = require('node:worker_threads');
const beats = new Int32Array(beat);
let last = -1, still = 0;
setInterval(() => {
  const now = Atomics.load(beats, 0);
  still = now === last ? still + 1 : 0;
  last = now;
  if (still < patience) return;
  require('node:fs').writeSync(2, 'the event loop is blocked; ending this process\\n');
  process.kill(process.pid, 'SIGKILL');
}, ${tickMs});`;

/**
 * Ends this process with SIGKILL when its event loop stands still for so long: a job that blocks it must not keep its
 * neighbours waiting for ever, and whoever supervises the process starts it again. Returns what calls it off.
 */
export function watchEventLoop(patienceMs: number): () => Promise<void> {
  const beat = new SharedArrayBuffer(4);
  const beats = new Int32Array(beat);
  const workerData = { beat, patience: Math.ceil(patienceMs / tickMs) };
  const watching = new Worker(look, { eval: true, workerData, stdout: false });
  watching.unref();
  const beating = setInterval(() => Atomics.add(beats, 0, 1), tickMs);
  beating.unref();
  return async () => {
    clearInterval(beating);
    await watching.terminate();
  };
}
