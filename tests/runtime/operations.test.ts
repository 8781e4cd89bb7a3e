import { Operations, type InterveneRequest, type UserTask, wholeTenant } from '@zusteuerung/runtime';
import { first } from './operation-models.js';
import { World } from './world.js';

let world: World;
let operations: Operations;
beforeAll(async () => {
  world = await World.open([first]);
  operations = new Operations(world.processes, world.definitions);
});
afterAll(() => world.close());

const gruppe = 'caritas:case_management';
const tenant = 'rheine';

async function state(instanceId: string) {
  return (await world.inTenant((tx) => operations.inspect(tx, instanceId))).instance;
}

async function tokenAt(instanceId: string, element: string): Promise<string> {
  const { tokens } = (await state(instanceId)).state;
  return Object.values(tokens).find(({ at }) => at === element)!.key;
}

function intervene(
  instanceId: string,
  command: InterveneRequest['command'],
  more: { revision?: number; key?: string } = {},
) {
  const { revision, key } = more;
  const request = { tenant, instanceId, command, actor: 'kora', reason: 'Anruf der Caritas' };
  return world.processes.transaction(
    (tx) => operations.intervene(tx, { ...request, ...(revision === undefined ? {} : { revision }) }),
    { tenant, ...(key ? { idempotencyKey: key, fingerprint: JSON.stringify(command) } : {}) },
  );
}

const tasksOf = (instanceId: string) =>
  world.query<{ id: string; element: string; status: UserTask['status'] }>(
    'SELECT id, element_id AS element, status FROM user_task WHERE instance_id = $1 ORDER BY created_at, key',
    [instanceId],
  );

const history = (instanceId: string) =>
  world.query<{ actor: string; data: Record<string, unknown> }>(
    `SELECT actor, data FROM instance_event WHERE instance_id = $1 AND type = 'intervention' ORDER BY seq`,
    [instanceId],
  );

const incidents = (instanceId: string) =>
  world.query<{ key: string; element: string; code: string; process: string }>(
    'SELECT key, element_id AS element, code, process_id AS process FROM incident WHERE instance_id = $1',
    [instanceId],
  );

test('an incident is a row until a retry with a mended variable gets the instance going', async () => {
  const { instanceId } = await world.start('weg', { gruppe });
  const [incident] = await incidents(instanceId);
  expect(incident).toMatchObject({ element: 'Weiche', code: 'UNKNOWN_VARIABLE', process: 'weg' });
  await intervene(instanceId, { type: 'retry', key: incident!.key });
  const [again] = await incidents(instanceId);
  expect(again).toMatchObject({ element: 'Weiche' });
  expect(again!.key).not.toBe(incident!.key);
  await intervene(instanceId, { type: 'updateVariables', variables: { betrag: 5 } });
  await intervene(instanceId, { type: 'retry', key: again!.key });
  expect(await incidents(instanceId)).toEqual([]);
  expect(await world.status(instanceId)).toBe('active');
  expect(await tasksOf(instanceId)).toMatchObject([{ element: 'Pruefen', status: 'open' }]);
  expect(await history(instanceId)).toEqual([
    { actor: 'kora', data: expect.objectContaining({ kind: 'retry', reason: 'Anruf der Caritas' }) },
    { actor: 'kora', data: expect.objectContaining({ kind: 'variables', before: { betrag: null } }) },
    { actor: 'kora', data: expect.objectContaining({ kind: 'retry', element: 'Weiche' }) },
  ]);
});

test('a moved token takes its task and its timers along, and the new place opens its own', async () => {
  const { instanceId } = await world.start('weg', { gruppe, betrag: 5 });
  const cancel = [await tokenAt(instanceId, 'Pruefen')];
  const command: InterveneRequest['command'] = {
    type: 'modify',
    cancel,
    start: [{ element: 'Entscheiden' }],
  };
  const request = { tenant, instanceId, command, actor: 'kora', reason: 'Probe' };
  const preview = await operations.rehearse(request);
  expect(!preview.problem && preview.effects.map(({ type, elementId }) => [type, elementId])).toEqual(
    expect.arrayContaining([
      ['closeUserTask', 'Pruefen'],
      ['closeTimer', 'Erinnern'],
      ['openUserTask', 'Entscheiden'],
    ]),
  );
  expect(await tasksOf(instanceId)).toMatchObject([{ element: 'Pruefen', status: 'open' }]);
  await intervene(instanceId, command);
  expect(await tasksOf(instanceId)).toMatchObject([
    { element: 'Pruefen', status: 'cancelled' },
    { element: 'Entscheiden', status: 'open' },
  ]);
  expect(await world.count('timer', `instance_id = $1 AND status = 'open'`, [instanceId])).toBe(0);
});

test('cancelling ends everything; afterwards nothing more can be done', async () => {
  const { instanceId } = await world.start('weg', { gruppe });
  await intervene(instanceId, { type: 'cancel', reason: 'Doppelt gemeldet' });
  expect(await world.status(instanceId)).toBe('terminated');
  expect(await incidents(instanceId)).toEqual([]);
  const later = await intervene(instanceId, { type: 'updateVariables', variables: {} });
  expect(later.problem?.code).toBe('INSTANCE_ENDED');
});

test('an escalation by hand starts what catches it and leaves the task open', async () => {
  const { instanceId } = await world.start('weg', { gruppe, betrag: 5 });
  const wait = Object.values((await state(instanceId)).state.waits).find(({ kind }) => kind === 'userTask');
  await intervene(instanceId, { type: 'throwEscalation', key: wait!.key, code: 'hilfe' });
  expect(await tasksOf(instanceId)).toMatchObject([
    { element: 'Pruefen', status: 'open' },
    { element: 'Helfen', status: 'open' },
  ]);
});

test('who saw an older state is refused, and nothing is written', async () => {
  const { instanceId } = await world.start('weg', { gruppe, betrag: 5 });
  const { revision } = await state(instanceId);
  await intervene(instanceId, { type: 'updateVariables', variables: { betrag: 6 } });
  const late = await intervene(
    instanceId,
    { type: 'updateVariables', variables: { betrag: 7 } },
    { revision },
  );
  expect(late.problem?.code).toBe('INSTANCE_MOVED_ON');
  expect(await world.variables(instanceId)).toMatchObject({ betrag: 6 });
  expect(await history(instanceId)).toHaveLength(1);
});

test('of a completed task and its token moved at the same moment one wins, the other is told', async () => {
  for (let round = 0; round < 6; round++) {
    const { instanceId } = await world.start('weg', { gruppe, betrag: 5 });
    const [task] = await tasksOf(instanceId);
    const { revision } = await state(instanceId);
    const cancel = [await tokenAt(instanceId, 'Pruefen')];
    const move = () =>
      intervene(instanceId, { type: 'modify', cancel, start: [{ element: 'Entscheiden' }] }, { revision });
    const complete = () => world.complete(task!.id, 'anna', [gruppe]);
    const [moved, completed] =
      round % 2 === 0
        ? await Promise.all([move(), complete()])
        : await Promise.all([complete(), move()]).then(([c, m]) => [m, c] as const);
    const winner = moved.problem === null ? 'moved' : 'completed';
    expect(completed.outcome).toBe(winner === 'completed' ? 'done' : 'conflict');
    if (moved.problem) expect(moved.problem.code).toBe('INSTANCE_MOVED_ON');
    const open = (await tasksOf(instanceId)).filter(({ status }) => status === 'open');
    expect(open).toMatchObject([{ element: 'Entscheiden' }]);
  }
});

test('the same request twice changes the instance once and gets the same answer', async () => {
  const { instanceId } = await world.start('weg', { gruppe, betrag: 5 });
  const command = { type: 'updateVariables', variables: { betrag: 8 } } as const;
  const key = `op-${instanceId}`;
  const [one, two] = [
    await intervene(instanceId, command, { key }),
    await intervene(instanceId, command, { key }),
  ];
  expect(two).toEqual(one);
  expect(await history(instanceId)).toHaveLength(1);
});

test('nobody reaches an instance of another municipality', async () => {
  const { instanceId } = await world.start('weg', { gruppe, betrag: 5 });
  const foreign = { tenant: 'aachen', instanceId, command: { type: 'cancel', reason: '' } as const };
  const result = await world.processes.transaction(
    (tx) => operations.intervene(tx, { ...foreign, actor: 'x', reason: 'x' }),
    wholeTenant('aachen'),
  );
  expect(result.problem?.code).toBe('INSTANCE_UNKNOWN');
  expect(await world.status(instanceId)).toBe('active');
});
