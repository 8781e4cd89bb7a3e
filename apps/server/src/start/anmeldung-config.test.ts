import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readRolle } from './anmeldung-config.js';
import { readConfig } from './config.js';

const errorsOf = (env: Record<string, string>) => readConfig(env).errors ?? [];
const oidcOf = (env: Record<string, string>) =>
  readConfig({ OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'a', ...env }).config?.anmeldung.oidc;

test('a second factor is asked for where it matters, and while trying out only when wanted', () => {
  const pflicht = (env: Record<string, string>) => readConfig(env).config?.anmeldung.zweiterFaktorPflicht;
  expect(pflicht({})).toBe(false);
  expect(pflicht({ DEMO: '0' })).toBe(true);
  expect(pflicht({ DEMO: '0', ZWEITER_FAKTOR: 'freiwillig' })).toBe(false);
  expect(pflicht({ ZWEITER_FAKTOR: 'pflicht' })).toBe(true);
});

test.each(['http://id.example', 'http://127.0.0.1.evil.example', 'ftp://localhost', 'id.example'])(
  'the provider %s is refused: what it says could be changed on the way',
  (OIDC_ISSUER) => {
    expect(errorsOf({ OIDC_ISSUER, OIDC_CLIENT_ID: 'a' })).toEqual([
      expect.stringMatching(/^OIDC_ISSUER: ist eine https-Adresse/),
    ]);
  },
);

test.each(['https://id.example/realms/kim', 'http://localhost:8080', 'http://127.0.0.1:9'])(
  'the provider %s is taken',
  (OIDC_ISSUER) => expect(errorsOf({ OIDC_ISSUER, OIDC_CLIENT_ID: 'a' })).toEqual([]),
);

test('what belongs together is asked for together', () => {
  expect(errorsOf({ OIDC_ISSUER: 'https://id.example', OIDC_GRUPPEN_DATEI: '/fehlt.json' })).toEqual([
    expect.stringMatching(/^OIDC_CLIENT_ID: fehlt/),
    expect.stringMatching(/^OIDC_GRUPPEN_DATEI: .*nicht lesbar/),
  ]);
  expect(errorsOf({ SCHLUESSEL: 'kurz', ZWEITER_FAKTOR: 'ja' }).map((line) => line.split(':')[0])).toEqual([
    'SCHLUESSEL',
    'ZWEITER_FAKTOR',
  ]);
});

describe('the file of groups', () => {
  const withFile = (content: string, work: (path: string) => void) => {
    const folder = mkdtempSync(join(tmpdir(), 'zst-gruppen-'));
    const path = join(folder, 'gruppen.json');
    writeFileSync(path, content);
    try {
      work(path);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test('says which group of the directory stands for which of ours', () =>
    withFile(
      '{"0f3c-guid": "rheine:ks-rheine:koordination", "GG-CM": ["a:case_management", "b:gremium"]}',
      (OIDC_GRUPPEN_DATEI) => {
        const oidc = oidcOf({ OIDC_GRUPPEN_DATEI, OIDC_KOMMUNE: 'rheine' });
        expect(oidc?.gruppen?.get('GG-CM')).toEqual(['a:case_management', 'b:gremium']);
        expect(oidc?.gruppen?.get('0f3c-guid')).toEqual(['rheine:ks-rheine:koordination']);
      },
    ));

  test.each(['[]', '{"a": 1}', '{"a": "ohne-rolle"}', '{"a": "b:chef"}', '{', '{"a": "b:gremium"}'])(
    '%s is refused at the start',
    (content) =>
      withFile(content, (OIDC_GRUPPEN_DATEI) => {
        const env = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'a', OIDC_GRUPPEN_DATEI };
        expect(errorsOf(env)).toEqual([expect.stringMatching(/^OIDC_GRUPPEN_DATEI: /)]);
      }),
  );
});

test('a group names a municipality, or means the one of the settings', () => {
  const rolle = { organisation: 'caritas-rheine', rolle: 'case_management' };
  expect(readRolle('caritas-rheine:case_management', 'rheine')).toEqual({ tenant: 'rheine', ...rolle });
  expect(readRolle('en-kreis:caritas-rheine:case_management', 'rheine')).toEqual({
    tenant: 'en-kreis',
    ...rolle,
  });
  for (const text of ['caritas-rheine:case_management', ':a:gremium', 'a', 'a:b', 'a:b:c:gremium', ''])
    expect(readRolle(text, null)).toBeNull();
});
