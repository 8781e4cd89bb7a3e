import fc from 'fast-check';
import { readBpmn } from '@zusteuerung/bpmn';
import type { BpmnModel } from '@zusteuerung/bpmn';
import { checkSoundness, compile, instanceStatus, runScenario, step } from '@zusteuerung/engine';
import type { Command, Definition, InstanceState } from '@zusteuerung/engine';
import { blocks, toBpmn } from './blocks.js';
import type { Block } from './blocks.js';
import { definitionOf, play, stamp } from './play.js';
import { graphs, graphToBpmn } from './soundness-graphs.js';

const choices = fc.array(fc.nat(100), { minLength: 1, maxLength: 40 });

async function modelOf(xml: string): Promise<BpmnModel> {
  const { model, findings } = await readBpmn(xml);
  if (!model) throw new Error(JSON.stringify(findings));
  return model;
}

/** Null: a rule refuses the graph, soundness is not asked. */
async function compiled(xml: string): Promise<{ model: BpmnModel; definition: Definition } | null> {
  const model = await modelOf(xml);
  const { definition } = compile({ models: [model], decisions: [] });
  return definition ? { model, definition } : null;
}

const budget = 6_000;
const keys = (definition: Definition, reduced: boolean) =>
  checkSoundness(definition, { reduced, budget }).findings.map(
    ({ code, elementId }) => `${code} ${elementId}`,
  );

describe('soundness', () => {
  test('sound by construction ⇒ proved sound ⇒ every run ends properly', () =>
    fc.assert(
      fc.asyncProperty(blocks, choices, async (block, choice) => {
        fc.pre(!startsEarly(block, false));
        const definition = await definitionOf(toBpmn(block));
        const { proved, findings } = checkSoundness(definition);
        // A timer at something that never waits can't fire; signals inside large models are beyond the budget.
        const codes = [...new Set(findings.map(({ code }) => code))].filter(
          (code) => code !== 'DEAD_ELEMENT',
        );
        expect(codes).toEqual(proved ? [] : ['NOT_PROVED']);
        const { state } = play(definition, choice);
        expect([instanceStatus(state), state.tokens, state.waits]).toEqual(['completed', {}, {}]);
      }),
      { numRuns: 100 },
    ));

  test('leaving out orders of independent events leaves out no defect', () =>
    fc.assert(
      fc.asyncProperty(graphs, async (graph) => {
        const found = await compiled(graphToBpmn(graph));
        if (!found) return;
        const all = keys(found.definition, false);
        const reduced = keys(found.definition, true);
        if (all.some((key) => key.startsWith('NOT_PROVED'))) return;
        // What comes after a lost synchronisation is not looked at, so the first way to one decides what else is seen.
        const lost = (found: string[]) => found.some((key) => key.startsWith('LOST_SYNCHRONISATION'));
        expect(lost(reduced)).toBe(lost(all));
        if (!lost(all)) expect(reduced.sort()).toEqual(all.sort());
      }),
      { numRuns: 100 },
    ));

  test('every counter-example, run as a scenario, shows its defect', () =>
    fc.assert(
      fc.asyncProperty(graphs, async (graph) => {
        const found = await compiled(graphToBpmn(graph));
        if (!found) return;
        for (const { code, counterExample } of checkSoundness(found.definition, { budget }).findings) {
          if (!counterExample) continue;
          const result = runScenario(JSON.parse(JSON.stringify(counterExample)), {
            models: [found.model],
            decisions: [],
          });
          expect([code, result.passed, result.failures]).toEqual([code, true, []]);
          const { begun, taken, tokens } = counterExample.expect ?? {};
          const [shown = 2] = Object.values(begun ?? taken ?? {});
          const [waiting = 1] = Object.values(tokens ?? {});
          expect([code, shown >= 2, waiting >= 1]).toEqual([code, true, true]);
        }
      }),
      { numRuns: 100 },
    ));

  test('proved sound ⇒ no run gets stuck, whatever the data', () =>
    fc.assert(
      fc.asyncProperty(graphs, choices, async (graph, choice) => {
        const found = await compiled(graphToBpmn(graph));
        if (!found || !checkSoundness(found.definition, { budget }).proved) return;
        let state: InstanceState | null = null;
        let asked = 0;
        const oracle = { choose: (count: number) => (choice[asked++ % choice.length] ?? 0) % count };
        for (let round = 0; round < 100; round += 1) {
          const command: Command | null = state
            ? next(state, choice[round % choice.length] ?? 0)
            : { type: 'start', process: 'P' };
          if (!command) break;
          ({ state } = step(found.definition, state, command, stamp, { oracle, budget: 1_000 }));
          expect(instanceStatus(state)).not.toBe('incident');
          expect(instanceStatus(state) === 'completed' || Object.keys(state.waits).length > 0).toBe(true);
        }
      }),
      { numRuns: 100 },
    ));
});

function next({ waits }: InstanceState, choice: number): Command | null {
  const all = Object.values(waits);
  const wait = all[choice % all.length];
  if (!wait) return null;
  if (wait.kind === 'signal') return { type: 'signal', name: wait.signal ?? '' };
  return { type: wait.kind === 'timer' ? 'timer' : 'complete', key: wait.key };
}

/** A gateway that goes on with the first of its tokens, in a loop: the next round begins while the last still runs. */
function startsEarly(block: Block, inLoop: boolean): boolean {
  if (inLoop && block.kind === 'complex') return true;
  const inside = 'blocks' in block ? block.blocks : 'block' in block ? [block.block] : [];
  return inside.some((each) => startsEarly(each, inLoop || block.kind === 'loop'));
}
