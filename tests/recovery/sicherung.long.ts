import { compilePrograms } from '../support/compiled.js';
import { report, someSeed } from '../support/random.js';
import { restoreUnderLoad } from './sicherung.js';

beforeAll(compilePrograms);

test('backups taken under load and restored: consistent, what was erased stays erased, no mail goes out twice', async () => {
  const found = await restoreUnderLoad(Number(process.env['ROUNDS'] ?? 5), someSeed());
  report('backups under load, restored', found);
  expect(found.broken).toEqual([]);
  expect(found.mailsSent).toBeGreaterThan(0);
});
