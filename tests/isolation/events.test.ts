import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Definitions, Processes, SignalWorker, type Scope, type Transaction } from '@zusteuerung/runtime';
import {
  callerProcess,
  listenerProcess,
  messageStartProcess,
  orderMessage,
  signals,
  signalStartProcess,
} from '../runtime/event-models.js';
import { flows, messageProcess, modelFile } from '../runtime/models.js';
import { World } from '../runtime/world.js';

const onCondition = `<bpmn:process id="wenige" isExecutable="true">
  <bpmn:startEvent id="Start_wenige">
    <bpmn:conditionalEventDefinition id="Bedingung_wenige">
      <bpmn:condition xsi:type="bpmn:tFormalExpression">=plaetze &lt; 5</bpmn:condition>
    </bpmn:conditionalEventDefinition>
  </bpmn:startEvent>
  <bpmn:endEvent id="Ende_wenige" />
  ${flows('Start_wenige', 'Ende_wenige')}
</bpmn:process>`;
const processes = [callerProcess, listenerProcess, signalStartProcess(), onCondition, messageProcess];
const files = [modelFile(...processes, messageStartProcess(), signals, orderMessage)];
const tenants = ['rheine', 'aachen'];
/** works for an organisation that has nothing to do with any of the instances */
const person: Scope = { tenant: 'rheine', organisations: ['caritas'] };

let world: World;

beforeAll(async () => {
  world = await World.open(files);
  await world.query(`INSERT INTO tenant (id, name) VALUES ('aachen', 'Aachen')`);
  const request = { tenant: 'aachen', files, comment: 'Test', actor: 'system' };
  await world.inTenantOf('aachen', (tx) => world.definitions.deploy(tx, request));
});
afterEach(() => world.query('TRUNCATE process_instance, message, signal_delivery CASCADE'));
afterAll(() => world.close());

const start = (tenant: string, process: string, variables = {}) =>
  world.inTenantOf(tenant, (tx) => world.processes.start(tx, { tenant, process, variables, actor: 'test' }));
const eachStarts = async (process: string, variables = {}) => {
  for (const tenant of tenants) await start(tenant, process, variables);
};
const deliver = async (by = world.processes) => {
  const worker = new SignalWorker(world.database.dataSource, by);
  while ((await worker.runOnce()) > 0);
};
/** what there is of a process by tenant: where its instances stand */
const standing = async (process: string) => {
  const rows = await world.query<{ tenant: string; element: string | null; status: string }>(
    `SELECT p.tenant_id AS tenant, s.element_id AS element, p.status FROM process_instance p
     LEFT JOIN subscription s ON s.instance_id = p.id WHERE p.process_id = $1 ORDER BY 1, 2`,
    [process],
  );
  return rows.map(({ tenant, element, status }) => `${tenant} ${element ?? status}`);
};
const visible = async (tx: Transaction) =>
  (await tx.query<{ n: number }[]>('SELECT count(*)::int AS n FROM process_instance'))[0]?.n;

test('a signal of one person reaches all of their municipality and nobody of another', async () => {
  await eachStarts('hoerer');
  const told = await world.processes.transaction(async (tx) => {
    const result = await world.processes.broadcast(tx, { tenant: 'rheine', signal: 'alarm', actor: 'x' });
    expect(await visible(tx)).toBe(0);
    return result;
  }, person);
  expect(told).toEqual({ instances: 1, starts: 1 });
  await deliver();
  expect(await standing('hoerer')).toEqual(['aachen Hoeren', 'rheine Hoeren_2']);
  expect(await standing('feuerwehr')).toEqual(['rheine completed']);
});

test('a signal that a step throws stays in its municipality', async () => {
  await eachStarts('hoerer');
  await start('aachen', 'rufer', { nr: 1 });
  await deliver();
  expect(await standing('hoerer')).toEqual(['aachen Hoeren_2', 'rheine Hoeren']);
  expect(await standing('feuerwehr')).toEqual(['aachen completed']);
});

test.each<[string, (tx: Transaction) => Promise<unknown>]>([
  [
    'signal',
    (tx: Transaction) => world.processes.broadcast(tx, { tenant: 'aachen', signal: 'alarm', actor: 'x' }),
  ],
  [
    'message',
    (tx: Transaction) =>
      world.processes.correlate(tx, {
        tenant: 'aachen',
        message: 'antwort',
        correlationKey: 'K1',
        actor: 'x',
      }),
  ],
  [
    'message that starts',
    (tx: Transaction) =>
      world.processes.correlate(tx, {
        tenant: 'aachen',
        message: 'auftrag',
        correlationKey: null,
        actor: 'x',
      }),
  ],
  [
    'condition',
    (tx: Transaction) =>
      world.processes.startByCondition(tx, { tenant: 'aachen', variables: { plaetze: 1 }, actor: 'x' }),
  ],
  [
    'start',
    (tx: Transaction) => world.processes.start(tx, { tenant: 'aachen', process: 'hoerer', actor: 'x' }),
  ],
])('a %s named for another municipality does nothing there', async (_, act) => {
  await eachStarts('hoerer');
  await eachStarts('antwort', { schluessel: 'K1' });
  // Whether it is refused or finds nobody is all the same.
  await world.processes.transaction(act, person).catch(() => undefined);
  await deliver();
  for (const process of ['hoerer', 'antwort'])
    expect((await standing(process)).map((one) => one.split(' ')[0])).toEqual(['aachen', 'rheine']);
  expect(await standing('hoerer')).toEqual(['aachen Hoeren', 'rheine Hoeren']);
  expect((await standing('antwort'))[0]).toBe('aachen Antwort_abwarten');
  expect(await world.count('process_instance')).toBe(4);
});

test('a message of a person finds who waits in a case that is none of theirs, and what is under way', async () => {
  await eachStarts('antwort', { schluessel: 'K1' });
  const send = (message: string) =>
    world.processes.transaction(async (tx) => {
      const request = { tenant: 'rheine', message, correlationKey: 'K1', actor: 'x' };
      const results = await world.processes.correlate(tx, request);
      expect(await visible(tx)).toBe(0);
      return results.map(({ problem }) => problem);
    }, person);
  expect(await send('antwort')).toEqual([null]);
  expect(await standing('antwort')).toEqual(['aachen Antwort_abwarten', 'rheine completed']);
  expect(await send('auftrag')).toEqual([null]);
  expect(await send('auftrag')).toEqual([]);
  expect(await standing('auftrag')).toEqual(['rheine active']);
});

test('what holds for the variables of a person starts, and they see no more than before', async () => {
  const results = await world.processes.transaction(async (tx) => {
    const request = { tenant: 'rheine', variables: { plaetze: 3 }, actor: 'x' };
    const started = await world.processes.startByCondition(tx, request);
    expect(await visible(tx)).toBe(0);
    return started;
  }, person);
  expect(results.map(({ problem }) => problem)).toEqual([null]);
  expect(await standing('wenige')).toEqual(['rheine completed']);
});

test('a listener of steps may throw a signal and start by condition, also in the step of a person', async () => {
  const { dataSource } = world.database;
  const listening = new Processes(dataSource, new Definitions(dataSource));
  listening.onStep(async (tx, { instance: { tenantId: tenant, processId } }) => {
    if (processId !== 'rufer') return;
    await listening.broadcast(tx, { tenant, signal: 'alarm', variables: { nr: 9 }, actor: 'listener' });
    await listening.startByCondition(tx, { tenant, variables: { plaetze: 0 }, actor: 'listener' });
  });
  await eachStarts('hoerer');
  const request = { tenant: 'rheine', process: 'rufer', variables: { nr: 1 }, actor: 'x' };
  await listening.transaction(async (tx) => {
    await listening.start(tx, request);
    expect(await visible(tx)).toBe(0);
  }, person);
  await deliver(listening);
  // Twice: the process's own signal and that of the listener.
  expect(await standing('hoerer')).toEqual(['aachen Hoeren', 'rheine completed']);
  expect(await standing('wenige')).toEqual(['rheine completed']);
  expect(await standing('feuerwehr')).toEqual(['rheine completed', 'rheine completed']);
});
