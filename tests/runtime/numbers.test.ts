import { operatingNumbers } from '@zusteuerung/runtime';
import { first } from './operation-models.js';
import { allProcesses } from './models.js';
import { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open([allProcesses, { ...first, path: 'weg.bpmn' }]);
});
afterAll(() => world.close());

const group = { gruppe: 'caritas:case_management' };

test('what is open, overdue, late, waiting, given up and standing still is counted exactly', async () => {
  expect(await operatingNumbers(world.database.url)).toEqual({
    tasks: [],
    incidents: [],
    timers: { due: 0, oldestSeconds: 0 },
    outbox: { waiting: 0, oldestSeconds: 0, dead: 0 },
  });
  for (let n = 0; n < 3; n++) await world.start('aufgabe', group);
  await world.query(`UPDATE user_task SET due_at = now() - interval '1 day'
    WHERE id = (SELECT id FROM user_task LIMIT 1)`);
  const [done] = await world.query<{ id: string }>('SELECT id FROM user_task WHERE due_at IS NULL LIMIT 1');
  await world.complete(done!.id, 'anna');
  await world.start('weg', group);
  for (const hours of [10, 4, -100]) {
    const { instanceId } = await world.start('frist', { dauer: 'PT1H' });
    const set = `UPDATE timer SET available_at = now() - $2 * interval '1 hour' WHERE instance_id = $1`;
    await world.query(set, [instanceId, hours]);
  }
  for (const [status, hours] of [
    ['pending', 7],
    ['queued', 3],
    ['pending', -100],
    ['dead', 50],
    ['done', 50],
  ] as const) {
    const { instanceId } = await world.start('post');
    const set = `UPDATE outbox SET status = $2, available_at = now() - $3 * interval '1 hour' WHERE instance_id = $1`;
    await world.query(set, [instanceId, status, hours]);
  }
  const { timers, outbox, ...rest } = await operatingNumbers(world.database.url);
  expect(rest).toEqual({
    tasks: [{ tenant: 'rheine', open: 2, overdue: 1 }],
    incidents: [{ tenant: 'rheine', count: 1 }],
  });
  expect([timers.due, Math.floor(timers.oldestSeconds / 3600)]).toEqual([2, 10]);
  expect([outbox.waiting, Math.floor(outbox.oldestSeconds / 3600), outbox.dead]).toEqual([2, 7, 1]);
});
