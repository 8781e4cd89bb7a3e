// Runs as a child of the crash test: works on the runtime until it is killed, and says on stdout what it was told
// was done. One line per fact, written synchronously, so that nothing said is lost in a buffer:
//   ready · try <id> · ok <id> · completed <task id> · sent <outbox id>
import { randomUUID } from 'node:crypto';
import { readFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Definitions,
  inTenant,
  JobWorker,
  OutboxRelay,
  openDatabase,
  Processes,
  Tasks,
  TimerWorker,
  wholeTenant,
} from '@zusteuerung/runtime';

const { dataDir, modelFile, clients, drain, unanswered } = JSON.parse(process.argv[2]);
const tenant = 'rheine';
const say = (line) => writeSync(1, `${line}\n`);

const { dataSource, url } = await openDatabase({ dataDir });
await inTenant(dataSource, { tenant }, (tx) =>
  tx.query(`INSERT INTO tenant (id, name) VALUES ($1, 'Rheine') ON CONFLICT DO NOTHING`, [tenant]),
);
const definitions = new Definitions(dataSource);
const processes = new Processes(dataSource, definitions);
const tasks = new Tasks(dataSource, processes);
const files = [{ path: 'test.bpmn', content: readFileSync(modelFile, 'utf8') }];
await processes.transaction(
  (tx) => definitions.deploy(tx, { tenant, files, comment: 'Test', actor: 'system' }),
  wholeTenant(tenant),
);

const queue = { databaseUrl: url, stalledAfterMs: 1000 };
const relay = new OutboxRelay(dataSource, queue, { pollMs: 50, requeueAfterMs: 2000 });
const worker = new JobWorker(dataSource, processes, queue, {
  backoffMs: 50,
  timeoutMs: 1000,
  leaseMarginMs: 500,
});
worker.registerJobHandler('mail', async ({ outboxId }) => say(`sent ${outboxId}`));
const timers = new TimerWorker(dataSource, processes, { pollMs: 50 });

async function submit(id) {
  say(`try ${id}`);
  await processes.transaction(
    async (tx) => {
      const variables = { gruppe: 'caritas:case_management', dauer: 'PT0.3S' };
      const { problem } = await processes.start(tx, {
        tenant,
        process: 'fall',
        variables,
        businessKey: id,
        actor: 'x',
      });
      if (problem) throw new Error(JSON.stringify(problem));
      return {};
    },
    { ...wholeTenant(tenant), idempotencyKey: id },
  );
  say(`ok ${id}`);
}

async function completeSome() {
  const page = await tasks.list({
    tenant,
    groups: ['caritas:case_management'],
    filter: 'open',
    actor: 'x',
    limit: 20,
  });
  const task = page.tasks[Math.floor(Math.random() * page.tasks.length)];
  if (!task || page.total < 20) return;
  const request = { tenant, taskId: task.id, groups: null, actor: 'x', variables: {} };
  const { outcome } = await processes.transaction((tx) => tasks.complete(tx, request), wholeTenant(tenant));
  if (outcome === 'done') say(`completed ${task.id}`);
}

/** The database may be killed as well: then a client does what a browser does, and asks again. */
async function insist(action) {
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (/problem|FEEL|process/i.test(error.message) && error.name !== 'QueryFailedError') throw error;
      await sleep(100);
    }
  }
}

async function client() {
  for (;;) {
    const id = randomUUID();
    await insist(() => submit(id));
    await insist(completeSome);
  }
}

await relay.start();
await worker.start();
timers.start();
say('ready');
for (const id of unanswered) await insist(() => submit(id));
if (drain) {
  const busy = `SELECT (SELECT count(*) FROM outbox WHERE status IN ('pending', 'queued'))
    + (SELECT count(*) FROM timer WHERE status = 'open') AS n`;
  const left = () => inTenant(dataSource, wholeTenant(tenant), (tx) => tx.query(busy));
  while ((await left())[0].n !== '0') await sleep(100);
  say('drained');
  await Promise.all([relay.stop(), worker.stop(), timers.stop()]);
  process.exit(0);
}
await Promise.all(Array.from({ length: clients }, client));
