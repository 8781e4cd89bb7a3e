import { compilePrograms } from '../support/compiled.js';
import { crashRounds } from './crashes.js';

beforeAll(compilePrograms);

test('kill -9 while cases are submitted: nothing acknowledged is lost, nothing is doubled', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  const report = await crashRounds(6, seed);
  console.log(`crash test: ${JSON.stringify(report)}`);
  expect(report.broken).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(20);
  expect(report.completed).toBeGreaterThan(0);
}, 120_000);
