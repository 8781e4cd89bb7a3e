import { compilePrograms } from '../support/compiled.js';
import { killWhileReporting } from './meldungen.js';

beforeAll(compilePrograms);

test('a hundred times kill -9 of the whole program while offices report', async () => {
  const bilanz = await killWhileReporting(100);
  console.log(`Meldungen under kill -9: ${JSON.stringify(bilanz)}`);
  expect(bilanz.broken).toEqual([]);
});
