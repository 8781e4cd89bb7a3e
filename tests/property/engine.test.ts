import fc from 'fast-check';
import { explain, instanceStatus, migrate, step } from '@zusteuerung/engine';
import type { InstanceState } from '@zusteuerung/engine';
import { blocks, toBpmn } from './blocks.js';
import { deepFreeze, definitionOf, play, stamp } from './play.js';

const choices = fc.array(fc.nat(100), { minLength: 1, maxLength: 40 });
const runs = { numRuns: 150 };

const forAll = (check: (xml: string, choices: number[]) => Promise<void>) =>
  fc.assert(
    fc.asyncProperty(blocks, choices, (block, choice) => check(toBpmn(block), choice)),
    runs,
  );

describe('random block-structured models', () => {
  test('every run completes and leaves nothing behind', () =>
    forAll(async (xml, choice) => {
      const definition = await definitionOf(xml);
      const { state } = play(definition, choice);
      expect(instanceStatus(state)).toBe('completed');
      expect([Object.keys(state.tokens), Object.keys(state.waits), Object.keys(state.scopes).length]).toEqual(
        [[], [], 1],
      );
    }));

  test('serialising, parsing and compiling again after every step changes nothing', () =>
    forAll(async (xml, choice) => {
      const straight = play(await definitionOf(xml), choice);
      const again = await definitionOf(xml);
      const restarted = play(again, choice, (_before, _command, { state }) =>
        JSON.parse(JSON.stringify(state)),
      );
      expect(restarted).toEqual(straight);
    }));

  test('a step is deterministic and leaves the incoming state alone', () =>
    forAll(async (xml, choice) => {
      const definition = await definitionOf(xml);
      play(definition, choice, (before, command, after) => {
        const frozen = deepFreeze(JSON.parse(JSON.stringify(before)) as InstanceState);
        expect(JSON.stringify(step(definition, frozen, command, stamp))).toBe(JSON.stringify(after));
        return after.state;
      });
    }));

  test('the same command twice is refused and changes nothing', () =>
    forAll(async (xml, choice) => {
      const definition = await definitionOf(xml);
      play(definition, choice, (_before, command, { state }) => {
        // The same signal may be waited for again.
        if (command.type === 'signal') return state;
        const twice = step(definition, state, command, stamp);
        expect(twice).toEqual({
          state,
          events: [],
          effects: [],
          problem: expect.objectContaining({ code: 'WAIT_STATE_GONE' }),
        });
        return state;
      });
    }));

  test('what is open is what the effects opened and did not close, with keys never reused', () =>
    forAll(async (xml, choice) => {
      const definition = await definitionOf(xml);
      const open = new Set<string>();
      const seen = new Set<string>();
      let first = true;
      play(definition, choice, (before, _command, { state, effects }) => {
        if (first)
          for (const { key, kind } of Object.values(before.waits)) if (kind !== 'condition') open.add(key);
        first = false;
        for (const { type, key } of effects) {
          if (type.startsWith('close')) open.delete(key);
          else if (type.startsWith('open')) {
            expect(seen.has(key)).toBe(false);
            seen.add(key);
            open.add(key);
          }
        }
        const told = Object.values(state.waits).filter(({ kind }) => kind !== 'condition');
        expect([...open].sort()).toEqual(told.map(({ key }) => key).sort());
        return state;
      });
    }));

  test('migrating to the same version after every step changes nothing', () =>
    forAll(async (xml, choice) => {
      const [definition, same] = [await definitionOf(xml), await definitionOf(xml)];
      play(definition, choice, (_before, _command, { state }) => {
        if (instanceStatus(state) !== 'active') return state;
        const result = migrate(definition, same, state, {}, stamp);
        expect([result.problems, result.effects, result.state]).toEqual([[], [], state]);
        return result.state;
      });
    }));

  test('every token has a position while the instance runs', () =>
    forAll(async (xml, choice) => {
      const definition = await definitionOf(xml);
      play(definition, choice, (_before, _command, { state }) => {
        if (instanceStatus(state) === 'active') expect(explain(definition, state).length).toBeGreaterThan(0);
        return state;
      });
    }));
});
