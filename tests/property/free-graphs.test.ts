import fc from 'fast-check';
import { readBpmn } from '@zusteuerung/bpmn';
import { runScenario } from '@zusteuerung/engine';
import type { ScenarioStep } from '@zusteuerung/engine';

const kinds = ['task', 'userTask', 'exclusiveGateway', 'parallelGateway', 'endEvent'] as const;

interface Graph {
  nodes: (typeof kinds)[number][];
  edges: [number, number][];
}

const graphs: fc.Arbitrary<Graph> = fc
  .array(fc.constantFrom(...kinds), { minLength: 2, maxLength: 9 })
  .chain((nodes) =>
    fc.record({
      nodes: fc.constant(nodes),
      edges: fc.array(fc.tuple(fc.nat(nodes.length - 1), fc.nat(nodes.length - 1)), {
        minLength: 2,
        maxLength: 16,
      }),
    }),
  );

function toBpmn({ nodes, edges }: Graph): string {
  const drawn = nodes.map((kind, index) => `<bpmn:${kind} id="N${index}" />`);
  const flows = [[-1, 0] as const, ...edges].map(
    ([from, to], index) =>
      `<bpmn:sequenceFlow id="F${index}" sourceRef="${from < 0 ? 'Start' : `N${from}`}" targetRef="N${to}">${index % 3 === 1 ? '<bpmn:conditionExpression>=n &lt; 2</bpmn:conditionExpression>' : ''}</bpmn:sequenceFlow>`,
  );
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="t"><bpmn:process id="P" isExecutable="true"><bpmn:startEvent id="Start" />${drawn.join('')}${flows.join('')}</bpmn:process></bpmn:definitions>`;
}

describe('random free graphs, sound or not', () => {
  test('run or stop with an incident, never with an exception, and always the same way', () =>
    fc.assert(
      fc.asyncProperty(
        graphs,
        fc.array(fc.tuple(fc.nat(8), fc.nat(3)), { maxLength: 12 }),
        async (graph, picks) => {
          const { model } = await readBpmn(toBpmn(graph));
          const steps: ScenarioStep[] = picks.map(([node, n]) => ({
            complete: `N${node}`,
            variables: { n },
          }));
          const scenario = { name: 'x', models: [], start: { process: 'P', variables: { n: 1 } }, steps };
          const play = () => runScenario(scenario, { models: [model!], decisions: [] }, { budget: 300 });
          const first = play();
          expect(first.trace.length).toBeGreaterThan(0);
          // Traces of a fork bomb are long: compared as text.
          expect(JSON.stringify(play()) === JSON.stringify(first)).toBe(true);
        },
      ),
      { numRuns: 200 },
    ));
});
