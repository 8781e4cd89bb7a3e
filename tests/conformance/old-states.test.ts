import { readFileSync } from 'node:fs';
import { build, rootVariables, step, type Command } from '@zusteuerung/engine';
import { findCases } from './cases.js';

type Old = Parameters<typeof rootVariables>[0];

/** States of cases as the first release stored them (commit 5867580), in PostgreSQL's order of keys, and how they went on. */
interface Recorded {
  case: string;
  state: Old;
  then: { now: string; command: Command }[];
  ends: { status: string; variables: unknown };
}

const recorded = JSON.parse(
  readFileSync(new URL('./old-states.json', import.meta.url), 'utf8'),
) as Recorded[];
const cases = new Map(findCases().map((each) => [`${each.element}/${each.name}`, each]));

test.each(recorded.map((each) => [each.case, each] as const))(
  'an instance of the first release goes on: %s',
  async (name, { state, then, ends }) => {
    const models = await cases.get(name)?.read();
    const { definition } = build(models ?? { models: [], decisions: [] });
    if (!definition) throw new Error(`no model of ${name}`);
    let current = state;
    for (const { command, now } of then) {
      const result = step(definition, current, command, { now });
      expect(result.problem).toBeNull();
      current = result.state;
    }
    expect({ status: current.status, variables: rootVariables(current) }).toEqual(ends);
  },
);
