import { compilePrograms } from '../support/compiled.js';
import { report } from '../support/random.js';
import { poison } from './poison.js';

beforeAll(compilePrograms);

test('jobs that throw, hang, block the event loop or exhaust the memory', async () => {
  const kinds = ['throws', 'hangs', 'blocks', 'exhausts memory'];
  const found = await poison(200, kinds, 2);
  report('poison', found);
  expect(found.served).toBe(200);
  for (const kind of kinds) expect([kind, found.poisoned[kind]?.status]).toEqual([kind, 'incident']);
});
