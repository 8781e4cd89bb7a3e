import { compilePrograms } from '../support/compiled.js';
import { crashRounds } from './crashes.js';

beforeAll(compilePrograms);

test('two hundred times kill -9: nothing acknowledged is lost, nothing is doubled', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  const report = await crashRounds(200, seed);
  console.log(`crash test: ${JSON.stringify(report)}`);
  expect(report.broken).toEqual([]);
});
