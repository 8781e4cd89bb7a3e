import { wholeTenant } from '@zusteuerung/runtime';
import { flows, modelFile } from './models.js';
import { World } from './world.js';

const onCondition = (id: string, condition: string) => `<bpmn:process id="${id}" isExecutable="true">
  <bpmn:startEvent id="Start_${id}">
    <bpmn:conditionalEventDefinition id="Bedingung_${id}">
      <bpmn:condition xsi:type="bpmn:tFormalExpression">${condition}</bpmn:condition>
    </bpmn:conditionalEventDefinition>
  </bpmn:startEvent>
  <bpmn:endEvent id="Ende_${id}" />
  ${flows(`Start_${id}`, `Ende_${id}`)}
</bpmn:process>`;

const models = [onCondition('wenige', '=plaetze &lt; 5'), onCondition('keine', '=plaetze = 0')];

let world: World;
beforeAll(async () => {
  world = await World.open([modelFile(...models)]);
});
afterAll(() => world.close());

test.each([
  [7, []],
  [3, ['wenige']],
  [0, ['keine', 'wenige']],
])('with %d places the conditions start %j', async (plaetze, started) => {
  const request = { tenant: 'rheine', variables: { plaetze }, actor: 'test' };
  const results = await world.processes.transaction(
    (tx) => world.processes.startByCondition(tx, request),
    wholeTenant('rheine'),
  );
  const ids = results.map(({ instanceId }) => instanceId);
  expect(results.every(({ problem }) => problem === null)).toBe(true);
  const rows = await world.query('SELECT process_id FROM process_instance WHERE id = ANY($1) ORDER BY 1', [
    ids,
  ]);
  expect(rows).toEqual(started.map((process_id) => ({ process_id })));
});
