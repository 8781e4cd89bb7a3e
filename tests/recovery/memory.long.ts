import { compilePrograms } from '../support/compiled.js';
import { report } from '../support/random.js';
import { holdUnderLoad } from './memory.js';

beforeAll(compilePrograms);

const minutes = Number(process.env['MINUTES'] ?? 60);
const starting = 10;

/** MINUTES=5 for a look, RATE=2 rounds a second. */
test(
  'an hour of load leaves the memory where it was',
  async () => {
    const found = await holdUnderLoad(minutes, Number(process.env['RATE'] ?? 5));
    report('memory', found);
    expect(found.failed).toEqual([]);
    expect(found.samples).toBeGreaterThan(20);
    // Growing without end shows; what a table of plans or a pool still takes within an hour does not.
    expect(found.heapSlope.atLeast).toBeLessThan(4);
    expect(found.rssSlope.atLeast).toBeLessThan(16);
  },
  (minutes + starting) * 60_000,
);
