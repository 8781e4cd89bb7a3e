import { JobWorker, openDatabase, OutboxRelay, type JobWorkerOptions } from '@zusteuerung/runtime';
import { flows, jobProcess, modelFile } from './models.js';
import { eventually, World } from './world.js';

/** Start → a job for each of `=an`, all at once → end. */
const manyProcess = `<bpmn:process id="viele" isExecutable="true">
  <bpmn:startEvent id="Start" />
  <bpmn:serviceTask id="Fragen">
    <bpmn:extensionElements><zeebe:taskDefinition type="frage" retries="3" /></bpmn:extensionElements>
    <bpmn:multiInstanceLoopCharacteristics>
      <bpmn:extensionElements>
        <zeebe:loopCharacteristics inputCollection="=an" inputElement="wer"
          outputCollection="antworten" outputElement="=antwort" />
      </bpmn:extensionElements>
    </bpmn:multiInstanceLoopCharacteristics>
  </bpmn:serviceTask>
  <bpmn:endEvent id="Ende" />
  ${flows('Start', 'Fragen', 'Ende')}
</bpmn:process>`;

/** A runtime with an activity of many children and, beside it, processes with a single job. */
export const openManyChildren = () => World.open([modelFile(manyProcess, jobProcess)]);

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

/** A worker with `connections` to the database; both jobs answer at once. */
async function openWorker(world: World, connections: number, options: JobWorkerOptions = {}) {
  const url = world.database.url;
  const database = await openDatabase({ url, dataDir: '', poolSize: connections });
  const worker = new JobWorker(database.dataSource, world.processes, { databaseUrl: url }, options);
  const done: string[] = [];
  worker.registerJobHandler('frage', async ({ outboxId, variables }) => {
    done.push(outboxId);
    return { variables: { antwort: variables['wer'] ?? null } };
  });
  worker.registerJobHandler('mail', async ({ outboxId }) => void done.push(outboxId));
  const stop = async () => {
    await worker.stop();
    await database.stop();
  };
  return { worker, dataSource: database.dataSource, done, stop };
}

const entriesOf = async (world: World, instanceId: string): Promise<string[]> =>
  (await world.query<{ id: string }>('SELECT id FROM outbox WHERE instance_id = $1', [instanceId])).map(
    ({ id }) => id,
  );

/** While somebody holds the instance's row, its children are done and a neighbour's job asks for a connection. */
export async function holdTheRow(world: World, children: number): Promise<void> {
  const { worker, done, stop } = await openWorker(world, 2);
  const { instanceId } = await world.start('viele', { an: numbers(children) });
  const neighbour = await world.start('post');
  const [ids, [other]] = [await entriesOf(world, instanceId), await entriesOf(world, neighbour.instanceId)];
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const holding = world.inTenant(async (tx) => {
    await tx.query('SELECT 1 FROM process_instance WHERE id = $1 FOR UPDATE', [instanceId]);
    await released;
  });
  const working = ids.map((id) => worker.work(id));
  try {
    await eventually('all children have answered', async () => done.length === children);
    working.push(worker.work(other!));
    const served = async () => (await world.status(neighbour.instanceId)) === 'completed';
    await eventually('the neighbour is served', served, 5000);
    expect(await world.status(instanceId)).toBe('active');
  } finally {
    release();
    await Promise.all([holding, ...working]);
    await stop();
  }
  await expectAllAnswers(world, instanceId, children);
}

async function expectAllAnswers(world: World, instanceId: string, children: number): Promise<void> {
  expect(await world.status(instanceId)).toBe('completed');
  expect((await world.variables(instanceId))['antworten']).toEqual(numbers(children));
  expect(
    await world.count('outbox', `instance_id = $1 AND (status <> 'done' OR attempts > 1)`, [instanceId]),
  ).toBe(0);
}

/** Two workers serve all children of an instance and a few neighbours; gives the milliseconds. */
export async function runManyChildren(world: World, children: number): Promise<number> {
  const workers = [await openWorker(world, 6), await openWorker(world, 6)];
  const { instanceId } = await world.start('viele', { an: numbers(children) });
  const neighbours = await Promise.all(numbers(10).map(() => world.start('post')));
  const began = Date.now();
  for (const { worker } of workers) await worker.start();
  const relay = new OutboxRelay(
    world.database.dataSource,
    { databaseUrl: world.database.url },
    { pollMs: 50 },
  );
  await relay.start();
  const over = async () => (await world.status(instanceId)) === 'completed';
  await eventually('all children are done', over, 150_000);
  const took = Date.now() - began;
  await relay.stop();
  for (const { stop } of workers) await stop();
  const done = workers.flatMap((one) => one.done);
  expect([done.length, new Set(done).size]).toEqual([children + 10, children + 10]);
  for (const { instanceId: id } of neighbours) expect(await world.status(id)).toBe('completed');
  await expectAllAnswers(world, instanceId, children);
  return took;
}
