import {
  AuditWorker,
  BatchWorker,
  JobWorker,
  MessageWorker,
  SignalWorker,
  TimerWorker,
  type PackageFile,
  type Transaction,
  type Variables,
} from '@zusteuerung/runtime';
import {
  callerProcess,
  listenerProcess,
  messageStartProcess,
  orderMessage,
  signals,
} from '../runtime/event-models.js';
import { first, second } from '../runtime/operation-models.js';
import { caseProcess, jobProcess, messageProcess, modelFile, timerProcess } from '../runtime/models.js';
import { gruppe, type Play } from './play.js';

const many = modelFile(
  ...[caseProcess, timerProcess, jobProcess, messageProcess, messageStartProcess(), orderMessage],
  ...[callerProcess, listenerProcess, signals],
);

/** A tenant of its own with what a command needs, and the command, which can be given again under the same key. */
export interface Command {
  files: PackageFile[];
  prepare?(play: Play): Promise<void>;
  act(play: Play): Promise<unknown>;
}

const started =
  (process: string, variables: Variables = {}) =>
  async (play: Play): Promise<void> =>
    void (await play.start(process, { gruppe, dauer: 'PT1H', ...variables }));

const worker =
  (Worker: typeof TimerWorker | typeof MessageWorker | typeof SignalWorker) =>
  ({ drain, world }: Play) =>
    drain(new Worker(world.database.dataSource, world.processes));

async function workJob({ world, one }: Play): Promise<void> {
  const { dataSource, url: databaseUrl } = world.database;
  const options = { timeoutMs: 200, leaseMarginMs: 0, backoffMs: 1 };
  const jobs = new JobWorker(dataSource, world.processes, { databaseUrl }, options);
  jobs.registerJobHandler('mail', async () => ({ variables: { gesendet: true } }));
  const id = await one<string>('id', 'outbox');
  while ((await one('status', 'outbox')) !== 'done') {
    await jobs.work(id);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function migrate({ world, operations, one, once, tenant }: Play, batch: boolean): Promise<unknown> {
  const from = await one<string>('deployment_id', 'process_instance');
  const to = (await world.inTenantOf(tenant, (tx) => world.definitions.current(tenant, tx)))!.deployment.id;
  const reason = { actor: 'kora', reason: 'Neues Verfahren', mapping: { elements: { Pruefen: 'Sichten' } } };
  const versions = { tenant, fromDeploymentId: from, deploymentId: to, process: 'weg', ...reason };
  if (batch) return once(async (tx) => (await operations.batches.migrate(tx, versions)).total, 'batch');
  const instanceId = await one<string>('id', 'process_instance');
  return once(
    async (tx) => (await operations.migrate(tx, { tenant, instanceId, deploymentId: to, ...reason })).problem,
  );
}

const twoVersions = async (play: Play) => {
  await started('weg', { betrag: 5 })(play);
  await play.deploy(second, 'zweite');
};

/** Every way in which something changes in the runtime. */
export const commands: Record<string, Command> = {
  deploy: { files: [first], act: (play) => play.deploy(second, 'zweite') },
  start: { files: [many], act: started('fall') },
  claim: { files: [many], prepare: started('fall'), act: (play) => play.task('claim') },
  release: {
    files: [many],
    prepare: async (play) => {
      await started('fall')(play);
      await play.task('claim');
    },
    act: (play) => play.task('release'),
  },
  complete: { files: [many], prepare: started('fall'), act: (play) => play.task('complete') },
  'message received': {
    files: [many],
    prepare: started('antwort', { schluessel: 'a' }),
    act: (play) => play.publish('antwort', 'a'),
  },
  'message kept, handed over by a worker': {
    files: [many],
    prepare: async (play) => {
      await play.publish('antwort', 'a');
      await started('antwort', { schluessel: 'a' })(play);
    },
    act: worker(MessageWorker),
  },
  'message starts': { files: [many], act: (play) => play.publish('auftrag', 'a') },
  'signal told': {
    files: [many],
    prepare: started('hoerer'),
    act: (play) => play.broadcast('alarm'),
  },
  'signal thrown by an instance': {
    files: [many],
    prepare: started('hoerer'),
    act: started('rufer', { nr: 1 }),
  },
  'signal heard': {
    files: [many],
    prepare: async (play) => {
      await started('hoerer')(play);
      await play.broadcast('alarm');
    },
    act: worker(SignalWorker),
  },
  'timer fires': { files: [many], prepare: started('frist', { dauer: 'PT0S' }), act: worker(TimerWorker) },
  'job done': { files: [many], prepare: started('post'), act: workJob },
  'variables changed, incident retried': {
    files: [first],
    prepare: async (play) => {
      await started('weg')(play);
      await play.intervene({ type: 'updateVariables', variables: { betrag: 5 } });
    },
    act: async (play) => {
      const key = await play.world.query<{ key: string }>('SELECT key FROM incident WHERE tenant_id = $1', [
        play.tenant,
      ]);
      if (key[0]) return play.once((tx) => retry(tx, play, key[0]!.key), 'retry');
    },
  },
  cancel: {
    files: [first],
    prepare: started('weg', { betrag: 5 }),
    act: (play) => play.intervene({ type: 'cancel', reason: 'Anruf' }),
  },
  migrate: { files: [first], prepare: twoVersions, act: (play) => migrate(play, false) },
  'batch started': { files: [first], prepare: twoVersions, act: (play) => migrate(play, true) },
  'batch worked off': {
    files: [first],
    prepare: async (play) => {
      await twoVersions(play);
      await migrate(play, true);
    },
    act: async ({ world, drain }) => {
      const { dataSource } = world.database;
      const batches = new BatchWorker(dataSource, world.processes, world.definitions);
      await drain(batches);
      await batches.runOnce();
    },
  },
  'audit chained': {
    files: [first],
    prepare: async (play) => {
      await play.drain(new AuditWorker(play.world.database.dataSource));
      await started('weg', { betrag: 5 })(play);
    },
    act: ({ world, drain }) => drain(new AuditWorker(world.database.dataSource)),
  },
};

async function retry(tx: Transaction, { world, tenant, one }: Play, key: string) {
  const instanceId = await one<string>('id', 'process_instance');
  const request = { tenant, instanceId, command: { type: 'retry', key } as const, actor: 'kora' };
  return (await world.processes.execute(tx, request)).problem;
}
