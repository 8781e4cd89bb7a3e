import { runScenario } from '@zusteuerung/engine';
import { findCases } from './cases.js';

const cases = findCases();

describe.each([...new Set(cases.map((each) => each.element))])('%s', (element) => {
  test.each(cases.filter((each) => each.element === element).map((each) => [each.name, each] as const))(
    '%s',
    async (_name, { scenario, read }) => {
      const { failures } = runScenario(scenario, await read());
      expect(failures.map((failure) => failure.en)).toEqual([]);
    },
  );
});
