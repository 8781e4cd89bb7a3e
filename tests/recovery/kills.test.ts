import { compilePrograms } from '../support/compiled.js';
import { report, someSeed } from '../support/random.js';
import { killServices } from './kills.js';

beforeAll(compilePrograms);

test('API and worker killed, PostgreSQL stopped: nothing lost, nothing doubled, who asks is told to come back', async () => {
  const found = await killServices(
    { apiKills: 1, meldungen: 40, postgresStops: 1, postgresEveryMs: [0, 300], workerKills: 1, mails: 300 },
    someSeed(),
  );
  report('killed services', found);
  expect(found.broken).toEqual([]);
  expect(found.wrongAnswers).toEqual([]);
  expect(found.toldToComeBack).toBeGreaterThan(0);
}, 240_000);
