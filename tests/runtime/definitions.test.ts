import { diagnose } from '@zusteuerung/runtime';
import { modelFile, taskProcess } from './models.js';
import { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open([modelFile(taskProcess('Alt'))]);
});
afterAll(() => world.close());

const group = { gruppe: 'caritas:case_management' };

async function taskName(instanceId: string): Promise<unknown> {
  const [task] = await world.query('SELECT name FROM user_task WHERE instance_id = $1', [instanceId]);
  return task?.['name'];
}

test('an unchanged package makes no new version', async () => {
  expect(await world.deploy([modelFile(taskProcess('Alt'))])).toMatchObject({
    outcome: 'unchanged',
    version: 1,
  });
  expect(await world.count('deployment')).toBe(1);
});

test('a broken package is refused with file and reason; the old version stays', async () => {
  const result = await world.deploy([{ path: 'kaputt.bpmn', content: '<bpmn' }]);
  expect(result).toMatchObject({
    outcome: 'refused',
    findings: [{ severity: 'error', file: 'kaputt.bpmn' }],
  });
  expect((await world.definitions.current('rheine'))?.deployment.version).toBe(1);
});

test('a user task whose form is missing is refused with the element', async () => {
  const xml = modelFile(taskProcess()).content.replace(
    '<zeebe:userTask />',
    '<zeebe:userTask /><zeebe:formDefinition formId="pruefung" />',
  );
  const result = await world.deploy([{ path: 'a.bpmn', content: xml }]);
  expect(result).toMatchObject({ outcome: 'refused' });
  const [finding] = result.outcome === 'refused' ? result.findings : [];
  expect(finding).toMatchObject({ code: 'FORM_MISSING', elementId: 'Pruefen', file: 'a.bpmn' });
});

test('running instances stay on their version, new ones take the new', async () => {
  const old = await world.start('aufgabe', group);
  expect(await world.deploy([modelFile(taskProcess('Neu'))])).toMatchObject({
    outcome: 'deployed',
    version: 2,
  });
  const fresh = await world.start('aufgabe', group);
  expect([await taskName(old.instanceId), await taskName(fresh.instanceId)]).toEqual(['Alt', 'Neu']);
  const [row] = await world.query<{ deployment_id: string; id: string }>(
    `SELECT i.deployment_id, t.id FROM process_instance i JOIN user_task t ON t.instance_id = i.id WHERE i.id = $1`,
    [old.instanceId],
  );
  expect(await world.complete(row!.id, 'anna')).toMatchObject({
    outcome: 'done',
    result: { status: 'completed' },
  });
  const { deployment } = await world.inTenant((tx) => world.definitions.byId(row!.deployment_id, tx));
  expect(deployment.version).toBe(1);
});

test('an author who started from an older version is told who was faster', async () => {
  const result = await world.deploy([modelFile(taskProcess('Noch neuer'))], 1);
  expect(result).toEqual({
    outcome: 'conflict',
    version: 2,
    createdBy: 'system',
    createdAt: expect.any(Date),
  });
});

test('simultaneous deployments become consecutive versions', async () => {
  const names = ['A', 'B', 'C', 'D'];
  await Promise.all(names.map((name) => world.deploy([modelFile(taskProcess(name))])));
  const versions = await world.definitions.versions('rheine');
  expect(versions.map(({ version }) => version)).toEqual([6, 5, 4, 3, 2, 1]);
});

test('whatever the application does, a version that was deployed stays as it is', async () => {
  for (const sql of [
    `UPDATE deployment SET comment = 'anders'`,
    `UPDATE deployment_file SET content = replace(content, 'Alt', 'Neu')`,
    'DELETE FROM deployment_file',
    'DELETE FROM deployment',
  ])
    await expect(world.inTenant((tx) => tx.query(sql))).rejects.toThrow(/permission denied/);
});

test('what somebody changes in the database past the application is found: versions are addressed by content', async () => {
  const changed = async () => (await diagnose(world.database.url)).changedVersions;
  expect(await changed()).toEqual([]);
  await world.query(`UPDATE deployment_file f SET content = replace(content, 'Neu', 'Anders')
    FROM deployment d WHERE d.id = f.deployment_id AND d.version = 2`);
  expect(await changed()).toEqual([{ tenant: 'rheine', version: 2 }]);
});
