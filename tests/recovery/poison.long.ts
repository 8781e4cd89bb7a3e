import { compilePrograms } from '../support/compiled.js';
import { report } from '../support/random.js';
import { poison } from './poison.js';

beforeAll(compilePrograms);

test('jobs that throw, hang, block the event loop or exhaust the memory', async () => {
  const found = await poison(200, ['throws', 'hangs', 'blocks', 'exhausts memory'], 2);
  report('poison', found);
  expect(found.served).toBe(200);
  for (const kind of Object.values(found.poisoned)) expect(kind.status).toBe('incident');
});
