import { compilePrograms } from '../support/compiled.js';
import { report } from '../support/random.js';
import { poison } from './poison.js';

beforeAll(compilePrograms);

test('a job that throws or blocks the event loop becomes an incident after its tries; its neighbours are served', async () => {
  const found = await poison(10, ['throws', 'blocks'], 1);
  report('poison', found);
  expect(found.served).toBe(10);
  expect(found.poisoned).toMatchObject({ throws: { status: 'incident' }, blocks: { status: 'incident' } });
  expect(found.deaths).toBeGreaterThan(0);
}, 330_000);
