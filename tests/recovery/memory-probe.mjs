import { appendFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

/** Loaded into a program under load: notes what it holds after a garbage collection, every few seconds. */
setFlagsFromString('--expose-gc');
// Optimised machine code and what belongs to it grows for hours without being anything that is held.
setFlagsFromString('--no-opt');
const collect = runInNewContext('gc');
const { MEMORY_FILE = '', MEMORY_EVERY_MS = '5000' } = process.env;

// Threads of the program load this file, too.
if (isMainThread)
  setInterval(() => {
    collect();
    collect();
    const { heapUsed, external, rss } = process.memoryUsage();
    appendFileSync(MEMORY_FILE, `${JSON.stringify({ at: Date.now(), heap: heapUsed + external, rss })}\n`);
  }, Number(MEMORY_EVERY_MS)).unref();
