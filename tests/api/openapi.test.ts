import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';

test('openapi.json and the types of the web are those of the server (else: npm run api)', () => {
  const check = () => execFileSync(process.execPath, ['scripts/api.mjs', '--check'], { encoding: 'utf8' });
  expect(check()).toContain('Alles aktuell');
});
