import { randomUUID } from 'node:crypto';
import {
  BatchWorker,
  Operations,
  type MigrateBatchRequest,
  type StepListener,
  wholeTenant,
} from '@zusteuerung/runtime';
import { first, second } from './operation-models.js';
import { World } from './world.js';

const tenant = 'rheine';
const gruppe = 'caritas:case_management';
const mapping = { elements: { Pruefen: 'Sichten' } };

let world: World;
let operations: Operations;
let listening: StepListener = async () => {};
let versions: { from: string; to: string };

beforeAll(async () => {
  world = await World.open([first]);
  world.processes.onStep((tx, notice) => listening(tx, notice));
  operations = new Operations(world.processes, world.definitions);
});
beforeEach(async () => {
  listening = async () => {};
  await world.clear([first]);
  const from = (await world.definitions.current(tenant))!.deployment.id;
  versions = { from, to: '' };
});
afterAll(() => world.close());

/** Instances on the first version; then the second is deployed. */
async function prepare(count: number, variables = { gruppe, betrag: 5 }): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push((await world.start('weg', variables)).instanceId);
  const deployed = await world.deploy(second);
  if (deployed.outcome !== 'deployed') throw new Error(JSON.stringify(deployed));
  versions.to = (await world.definitions.current(tenant))!.deployment.id;
  return ids;
}

function startBatch(more: Partial<MigrateBatchRequest> = {}, key = randomUUID()) {
  const { from: fromDeploymentId, to: deploymentId } = versions;
  const request = { tenant, fromDeploymentId, deploymentId, process: 'weg', mapping, ...more };
  return world.processes.transaction(
    async (tx) =>
      (await operations.batches.migrate(tx, { ...request, actor: 'kora', reason: 'Neues Verfahren' })).id,
    { ...wholeTenant(tenant), idempotencyKey: key },
  );
}

const worker = (chunk = 20) =>
  new BatchWorker(world.database.dataSource, world.processes, world.definitions, { chunk });

async function finish(chunk = 20): Promise<void> {
  const one = worker(chunk);
  while ((await one.runOnce()) > 0);
  await one.runOnce();
}

const progress = (id: string) => world.inTenant((tx) => operations.batches.progress(tx, id));
const batchStatus = async (id: string) =>
  (await world.query<{ status: string }>('SELECT status FROM batch WHERE id = $1', [id]))[0]?.status;

function loaded(ids: string[]) {
  return world.inTenant(async (tx) => {
    const instances = [];
    for (const id of ids) instances.push((await operations.inspect(tx, id)).instance);
    return instances;
  });
}

test('the plan says for each instance whether it can move, needs a mapping, or not, and why', async () => {
  const ids = await prepare(1);
  const [decided] = await world.query<{ id: string }>('SELECT id FROM user_task WHERE instance_id = $1', ids);
  await world.complete(decided!.id, 'anna', [gruppe]);
  const other = (await loaded(ids))[0]!;
  await world.deploy([first]);
  const { instanceId } = await world.start('weg', { gruppe, betrag: 5 });
  const instances = [(await loaded([instanceId]))[0]!, other];
  const plan = (elements: Record<string, string>) =>
    world.inTenant((tx) => operations.planMigration(tx, instances, versions.to, { elements }, new Date()));
  expect(await plan({})).toMatchObject([
    {
      movability: 'needsMapping',
      problems: [{ code: 'MIGRATION_ELEMENT_GONE', elementId: 'Pruefen' }],
    },
    { movability: 'needsMapping', problems: [{ elementId: 'Entscheiden' }] },
  ]);
  expect(await plan({ Pruefen: 'Sichten' })).toMatchObject([
    { movability: 'movable', problems: [] },
    { movability: 'needsMapping' },
  ]);
});

test('an instance that no mapping helps is blocked, with the place and the reason', async () => {
  const { instanceId } = await world.start('weg', { gruppe, betrag: 5 });
  // Another reminder begins in the new version, and nobody knows its deadline.
  const other = first.content.replaceAll('Erinnern', 'Mahnen').replace('>P7D<', '>=eine_frist<');
  expect(other).not.toBe(first.content);
  const deployed = await world.deploy([{ ...first, content: other }]);
  expect(deployed.outcome).toBe('deployed');
  versions.to = (await world.definitions.current(tenant))!.deployment.id;
  const instances = await loaded([instanceId]);
  const plans = await world.inTenant((tx) =>
    operations.planMigration(tx, instances, versions.to, { elements: {} }, new Date()),
  );
  expect(plans).toMatchObject([
    { movability: 'blocked', problems: [{ code: 'MIGRATION_EVENT_FAILS', elementId: 'Pruefen' }] },
  ]);
  const batch = await startBatch({ mapping: { elements: {} } });
  await finish();
  expect(await progress(batch)).toMatchObject({ done: 0, refused: 1 });
  expect((await loaded([instanceId]))[0]?.deploymentId).toBe(versions.from);
});

test('a moved instance keeps task, claim and reminder; form, name and place are those of the new version', async () => {
  const [id] = await prepare(1);
  const [before] = await world.query<{ id: string }>('SELECT id FROM user_task WHERE instance_id = $1', [id]);
  await world.processes.transaction(
    (tx) => world.tasks.claim(tx, { tenant, taskId: before!.id, actor: 'anna', groups: [gruppe] }),
    wholeTenant(tenant),
  );
  const batch = await startBatch();
  await finish();
  expect(await progress(batch)).toEqual({ waiting: 0, done: 1, refused: 0, failed: 0 });
  expect(await batchStatus(batch)).toBe('done');
  const tasks = await world.query(
    `SELECT id, element_id, name, form_id, claimed_by, status FROM user_task WHERE instance_id = $1`,
    [id],
  );
  expect(tasks).toEqual([
    {
      id: before!.id,
      element_id: 'Sichten',
      name: 'Sichten',
      form_id: 'sichten',
      claimed_by: 'anna',
      status: 'open',
    },
  ]);
  const timers = await world.query<{ element_id: string }>(
    `SELECT element_id FROM timer WHERE instance_id = $1 AND status = 'open' ORDER BY element_id`,
    [id],
  );
  expect(timers).toEqual([{ element_id: 'Erinnern' }, { element_id: 'Mahnen' }]);
  expect(await loaded([id!])).toMatchObject([{ deploymentId: versions.to }]);
  const [note] = await world.query(
    `SELECT actor, data FROM instance_event WHERE instance_id = $1 AND type = 'intervention'`,
    [id],
  );
  expect(note).toEqual({
    actor: 'kora',
    data: { kind: 'migrate', reason: 'Neues Verfahren', from: 1, to: 2 },
  });
  expect(await world.complete(before!.id, 'anna', [gruppe])).toMatchObject({ outcome: 'done' });
  expect(await world.status(id!)).toBe('completed');
});

test('an instance that cannot move stays as it is, with the reason; the others go', async () => {
  const [stays] = await prepare(3);
  const [task] = await world.query<{ id: string }>('SELECT id FROM user_task WHERE instance_id = $1', [
    stays,
  ]);
  await world.complete(task!.id, 'anna', [gruppe]);
  const batch = await startBatch();
  await finish();
  expect(await progress(batch)).toEqual({ waiting: 0, done: 2, refused: 1, failed: 0 });
  const [item] = await world.query(`SELECT instance_id, problems FROM batch_item WHERE status = 'refused'`);
  expect(item).toMatchObject({
    instance_id: stays,
    problems: [{ code: 'MIGRATION_ELEMENT_GONE', elementId: 'Entscheiden' }],
  });
  expect(await loaded([stays!])).toMatchObject([{ deploymentId: versions.from }]);
});

test('a worker that dies in a chunk leaves nothing half done; another one goes on, each instance moves once', async () => {
  const ids = await prepare(5);
  const batch = await startBatch();
  await worker(2).runOnce();
  expect(await progress(batch)).toMatchObject({ done: 2, waiting: 3 });
  let steps = 0;
  listening = async (tx) => {
    steps++;
    // The connection goes in the middle of the chunk, as with a killed process.
    if (steps === 2) await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
    if (steps > 2) throw new Error('dead');
  };
  await worker(3).runOnce();
  expect(await progress(batch)).toMatchObject({ done: 2, waiting: 3 });
  listening = async () => {};
  await world.query('UPDATE batch_item SET available_at = now()');
  const [one, two] = [worker(1), worker(1)];
  for (let round = 0; round < 3; round++) await Promise.all([one.runOnce(), two.runOnce()]);
  await one.runOnce();
  expect(await progress(batch)).toEqual({ waiting: 0, done: 5, refused: 0, failed: 0 });
  expect(await batchStatus(batch)).toBe('done');
  const moves = await world.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM instance_event WHERE type = 'instanceMigrated' GROUP BY instance_id`,
  );
  expect(moves).toEqual(ids.map(() => ({ n: 1 })));
});

test('what fails again and again is given up, and the batch ends', async () => {
  const [id] = await prepare(2);
  const batch = await startBatch();
  listening = async (_tx, { instance }) => {
    if (instance.id === id) throw new Error('broken');
  };
  for (let round = 0; round < 6; round++) {
    await worker().runOnce();
    await world.query('UPDATE batch_item SET available_at = now()');
  }
  await finish();
  expect(await progress(batch)).toEqual({ waiting: 0, done: 1, refused: 0, failed: 1 });
  expect(await batchStatus(batch)).toBe('done');
});

test('the same key starts one batch; a stopped one leaves the rest where it is', async () => {
  const ids = await prepare(3);
  const key = randomUUID();
  expect(await startBatch({}, key)).toBe(await startBatch({}, key));
  expect(await world.count('batch')).toBe(1);
  const [{ id: batch }] = (await world.query<{ id: string }>('SELECT id FROM batch')) as [{ id: string }];
  await worker(1).runOnce();
  await world.processes.transaction((tx) => operations.batches.stop(tx, tenant, batch), wholeTenant(tenant));
  await finish();
  expect(await progress(batch)).toMatchObject({ done: 1, waiting: 2 });
  const on = (await loaded(ids)).map(({ deploymentId }) => deploymentId);
  expect(on.filter((version) => version === versions.to)).toHaveLength(1);
});

test('all incidents of a kind are retried; those that stand still again are named', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) ids.push((await world.start('weg', { gruppe })).instanceId);
  for (const id of ids.slice(1))
    await world.processes.transaction(
      (tx) =>
        operations.intervene(tx, {
          tenant,
          instanceId: id,
          command: { type: 'updateVariables', variables: { betrag: 1 } },
          actor: 'kora',
          reason: 'fehlte',
        }),
      wholeTenant(tenant),
    );
  const kind = { tenant, process: 'weg', element: 'Weiche', code: 'UNKNOWN_VARIABLE' };
  const batch = await world.processes.transaction(
    async (tx) => (await operations.batches.retry(tx, { ...kind, actor: 'kora', reason: 'alle' })).id,
    wholeTenant(tenant),
  );
  await finish();
  expect(await progress(batch)).toEqual({ waiting: 0, done: 2, refused: 1, failed: 0 });
  expect(await world.count('incident')).toBe(1);
});
