import { compilePrograms } from '../support/compiled.js';
import { report, someSeed } from '../support/random.js';
import { killServices } from './kills.js';

beforeAll(compilePrograms);

const share = Number(process.env['SHARE'] ?? 1);
const part = (count: number) => Math.ceil(count * share);

test('kill -9 of API and worker, two hundred times each, under 5,000 Meldungen and 10,000 mails', async () => {
  const counts = { apiKills: part(200), meldungen: part(5000), workerKills: part(200), mails: part(10_000) };
  const found = await killServices({ ...counts, postgresStops: 0, postgresEveryMs: [0, 0] }, someSeed());
  report('killed services', found);
  expect(found.broken).toEqual([]);
  expect(found.wrongAnswers).toEqual([]);
});

test('PostgreSQL stopped every five to ten seconds during 2,000 cases', async () => {
  const counts = { apiKills: 0, meldungen: part(2000), workerKills: 0, mails: part(2000) };
  const stops = { postgresStops: part(40), postgresEveryMs: [5000, 10_000] as [number, number] };
  const found = await killServices({ ...counts, ...stops }, someSeed());
  report('stopped PostgreSQL', found);
  expect(found.broken).toEqual([]);
  expect(found.wrongAnswers).toEqual([]);
  expect(found.longestRecovery).toBeLessThan(10_000);
});
