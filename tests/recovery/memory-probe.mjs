import { appendFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Loaded into a program under load: notes what it holds after a garbage collection, every few seconds. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const { MEMORY_FILE = '', MEMORY_EVERY_MS = '5000' } = process.env;

setInterval(() => {
  collect();
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  appendFileSync(MEMORY_FILE, `${JSON.stringify({ at: Date.now(), heap: heapUsed + external, rss })}\n`);
}, Number(MEMORY_EVERY_MS)).unref();
