import { compilePrograms } from '../support/compiled.js';
import { killWhileReporting } from './meldungen.js';

beforeAll(compilePrograms);

test('kill -9 of the whole program while offices report: no answered Meldung is missing, no task is doubled', async () => {
  const bilanz = await killWhileReporting(2);
  console.log(`Meldungen under kill -9: ${JSON.stringify(bilanz)}`);
  expect(bilanz.broken).toEqual([]);
  expect(bilanz.answered).toBeGreaterThan(10);
}, 180_000);
