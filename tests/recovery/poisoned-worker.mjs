// Runs as a child of the poison run: a worker whose jobs do what their variable says.
import {
  Definitions,
  JobWorker,
  openDatabase,
  OutboxRelay,
  Processes,
  watchEventLoop,
} from '@zusteuerung/runtime';

const url = process.argv[2];
watchEventLoop(1500);
const { dataSource } = await openDatabase({ url, dataDir: '', poolSize: 5 });
const processes = new Processes(dataSource, new Definitions(dataSource));
const queue = { databaseUrl: url, stalledAfterMs: 1000 };
const options = { timeoutMs: 1000, leaseMarginMs: 500, backoffMs: 50 };
const jobs = new JobWorker(dataSource, processes, queue, options);
const poison = {
  throws: () => {
    throw new Error('poison');
  },
  hangs: () => new Promise(() => {}),
  blocks: () => {
    for (;;);
  },
  'exhausts memory': () => {
    const kept = [];
    for (;;) kept.push(new Array(100_000).fill(kept.length));
  },
};
jobs.registerJobHandler('mail', async ({ variables }) => poison[variables.poison]?.());
await jobs.start();
await new OutboxRelay(dataSource, queue, { pollMs: 100, requeueAfterMs: 500 }).start();
