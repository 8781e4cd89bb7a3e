import { IdempotencyKeyReused, wholeTenant } from '@zusteuerung/runtime';
import { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const group = { gruppe: 'caritas:case_management' };
const tables = [
  'process_instance',
  'instance_event',
  'user_task',
  'outbox',
  'timer',
  'subscription',
  'idempotency_key',
];

async function sizes(): Promise<number[]> {
  return Promise.all(tables.map((table) => world.count(table)));
}

test('a step writes state, history and task together', async () => {
  const { instanceId } = await world.start('aufgabe', group);
  const [task] = await world.query(`SELECT * FROM user_task WHERE instance_id = $1`, [instanceId]);
  expect(task).toMatchObject({
    name: 'Prüfen',
    status: 'open',
    candidate_groups: ['caritas:case_management'],
  });
  const events = await world.query(
    `SELECT seq, type, element_id FROM instance_event WHERE instance_id = $1 ORDER BY seq`,
    [instanceId],
  );
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, n) => n + 1));
  expect(events.at(-1)).toMatchObject({ type: 'elementActivated', element_id: 'Pruefen' });
});

test('when the transaction fails after the step, nothing of it is left', async () => {
  const before = await sizes();
  const failing = world.processes.transaction(
    async (tx) => {
      for (const process of ['aufgabe', 'frist', 'post', 'antwort']) {
        const variables = { ...group, dauer: 'PT1H', schluessel: 'x' };
        const result = await world.processes.start(tx, {
          tenant: 'rheine',
          process,
          variables,
          actor: 'test',
        });
        expect(result.problem).toBeNull();
      }
      throw new Error('out of paper');
    },
    { tenant: 'rheine', idempotencyKey: 'fails' },
  );
  await expect(failing).rejects.toThrow('out of paper');
  expect(await sizes()).toEqual(before);
});

test('when a listener fails, nothing of the step is left', async () => {
  const before = await sizes();
  let fail = true;
  world.processes.onStep(async () => {
    if (fail) throw new Error('projection broken');
  });
  await expect(world.start('aufgabe', group)).rejects.toThrow('projection broken');
  fail = false;
  expect(await sizes()).toEqual(before);
});

test('a listener sees instance, events and variables inside the transaction', async () => {
  const seen: unknown[] = [];
  world.processes.onStep(async (tx, { instance, events, variables, command }) => {
    const [row] = (await tx.query('SELECT status FROM process_instance WHERE id = $1', [
      instance.id,
    ])) as object[];
    seen.push({ row, command: command.type, first: events[0]?.type, gruppe: variables()['gruppe'] });
  });
  await world.start('aufgabe', group);
  expect(seen).toEqual([
    { row: { status: 'active' }, command: 'start', first: 'instanceStarted', gruppe: group.gruppe },
  ]);
});

test('the same idempotency key gives the first answer, even to simultaneous requests', async () => {
  const before = await world.count('process_instance');
  const request = () =>
    world.processes.transaction(
      async (tx) => {
        const result = await world.processes.start(tx, {
          tenant: 'rheine',
          process: 'aufgabe',
          variables: group,
          actor: 'test',
        });
        return { id: result.instanceId };
      },
      { tenant: 'rheine', idempotencyKey: 'form-1', fingerprint: 'a' },
    );
  const answers = await Promise.all(Array.from({ length: 8 }, request));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await world.count('process_instance')).toBe(before + 1);
});

test('an idempotency key used for another request is refused', async () => {
  const once = (fingerprint: string) =>
    world.processes.transaction(async () => 'done', {
      tenant: 'rheine',
      idempotencyKey: 'form-2',
      fingerprint,
    });
  expect(await once('a')).toBe('done');
  await expect(once('b')).rejects.toThrow(IdempotencyKeyReused);
});

test('an unknown process, tenant or instance is a problem, not an exception', async () => {
  const attempts = await world.processes.transaction(
    async (tx) => [
      await world.processes.start(tx, { tenant: 'rheine', process: 'nichts', actor: 'test' }),
      await world.processes.start(tx, { tenant: 'nirgends', process: 'aufgabe', actor: 'test' }),
      await world.processes.execute(tx, {
        tenant: 'rheine',
        instanceId: '00000000-0000-4000-8000-000000000000',
        command: { type: 'cancel', reason: 'x' },
        actor: 'test',
      }),
    ],
    wholeTenant('rheine'),
  );
  expect(attempts.map(({ problem }) => problem?.code)).toEqual([
    expect.any(String),
    'NO_DEPLOYMENT',
    'INSTANCE_UNKNOWN',
  ]);
});

test('an instance of another tenant is not found', async () => {
  const { instanceId } = await world.start('aufgabe', group);
  const result = await world.processes.transaction(
    (tx) =>
      world.processes.execute(tx, {
        tenant: 'ibbenbueren',
        instanceId,
        command: { type: 'cancel', reason: 'x' },
        actor: 'test',
      }),
    wholeTenant('ibbenbueren'),
  );
  expect(result.problem?.code).toBe('INSTANCE_UNKNOWN');
});

test('characters that PostgreSQL can not store do not break a step', async () => {
  const { instanceId } = await world.start('aufgabe', { ...group, text: 'a\0b\ud800c' });
  const variables = await world.processes.transaction(
    (tx) => world.processes.variables(tx, instanceId),
    wholeTenant('rheine'),
  );
  expect(variables['text']).toBe('abc');
});
