import { compilePrograms } from '../support/compiled.js';
import { report, someSeed } from '../support/random.js';
import { killWhileErasing } from './loeschen.js';

beforeAll(compilePrograms);

test('the worker killed with -9 while it erases: all of a case or nothing, and the audit chain stays whole', async () => {
  const cases = Number(process.env['CASES'] ?? 200);
  const found = await killWhileErasing({ cases, kills: Math.ceil(cases / 40) }, someSeed());
  report('erasing under kill -9', found);
  expect(found.broken).toEqual([]);
  expect(found.between).toBeGreaterThan(0);
});
