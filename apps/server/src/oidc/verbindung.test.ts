import { createServer } from 'node:http';
import { afterAll, expect, test } from '@jest/globals';
import type { Betrieb } from '../start/betrieb.js';
import { readConfig } from '../start/config.js';
import { OidcVerbindung } from './verbindung.js';

let asked = 0;
const server = createServer((_request, response) => {
  asked++;
  response.statusCode = 503;
  response.end();
});
afterAll(() => void server.close());

test('a provider that does not answer is asked again the next time', async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const { config } = readConfig({ OIDC_ISSUER: `http://127.0.0.1:${port}`, OIDC_CLIENT_ID: 'a' });
  const verbindung = new OidcVerbindung({ config } as Betrieb);
  await expect(verbindung.open()).rejects.toThrow();
  await expect(verbindung.open()).rejects.toThrow();
  expect(asked).toBe(2);
  expect(await verbindung.endSession('x')).toBeNull();
});

test('without a provider there is nothing to ask', async () => {
  const { config } = readConfig({});
  expect(await new OidcVerbindung({ config } as Betrieb).open()).toBeNull();
});
