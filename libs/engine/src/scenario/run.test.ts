import { readBpmn } from '@zusteuerung/bpmn';
import { runScenario } from './run.js';

const signal = '<bpmn:signalEventDefinition signalRef="s" />';
const process = (id: string, start: string, end: string) =>
  `<bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="${id}1">${start}</bpmn:startEvent>
  <bpmn:endEvent id="${id}2">${end}</bpmn:endEvent><bpmn:sequenceFlow id="${id}3" sourceRef="${id}1" targetRef="${id}2" /></bpmn:process>`;

async function read(content: string) {
  const { model } = await readBpmn(
    `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
    <bpmn:signal id="s" name="los" />${content}</bpmn:definitions>`,
  );
  return { models: model ? [model] : [], decisions: [] };
}

describe('a scenario', () => {
  test('in which processes call one another without end says so', async () => {
    const models = await read(process('P', '', signal) + process('Q', signal, signal));
    const scenario = {
      name: 'x',
      models: [],
      start: { process: 'P' },
      expect: { state: 'completed' as const },
    };
    const { passed, failures } = runScenario(scenario, models);
    expect(passed).toBe(false);
    expect(failures.map(({ de }) => de)).toEqual([
      'Die Vorgänge kommen nicht zur Ruhe: sie rufen einander immer wieder.',
    ]);
  });

  test('that begins with a signal nobody starts with fails with a reason', async () => {
    const models = await read(process('P', '', ''));
    const { failures } = runScenario({ name: 'x', models: [], start: { signal: 'weg' } }, models);
    expect(failures.map(({ en }) => en)).toEqual(['"weg" starts no process.']);
  });
});
