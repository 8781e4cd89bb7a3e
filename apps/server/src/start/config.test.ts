import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readConfig, umgebung } from './config.js';
import { EINSTELLUNGEN } from './einstellungen.js';

test('without any setting everything has a default', () => {
  const { config } = readConfig({});
  expect(config).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    demo: true,
    publicUrl: 'http://127.0.0.1:3000',
  });
});

test('all wrong settings are named at once, in German where we wrote the rule', () => {
  const { errors } = readConfig({ DATABASE_URL: 'mysql://x', PORT: 'viele', DEMO: 'ja', PUBLIC_URL: 'hier' });
  expect(errors?.map((error) => error.split(':')[0])).toEqual(['DATABASE_URL', 'PORT', 'PUBLIC_URL', 'DEMO']);
  expect(errors?.[0]).toContain('beginnt mit postgres://');
});

test('an empty variable counts as not set', () => {
  const { config } = readConfig({ DATABASE_URL: '', SMTP_URL: '', PORT: '', METRICS_PORT: '', DEMO: '' });
  expect(config).toMatchObject({ databaseUrl: undefined, port: 3000, metrics: null, demo: true });
});

test('a secret may come from a file; a file that is not there is named with all other errors', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'zst-config-')), 'database');
  writeFileSync(file, 'postgres://zst:geheim@localhost/zst\n');
  expect(readConfig({ DATABASE_URL_FILE: file }).config?.databaseUrl).toBe(
    'postgres://zst:geheim@localhost/zst',
  );
  const { errors } = readConfig({
    SMTP_URL_FILE: '/gibt/es/nicht',
    REDIS_URL: 'x',
    REDIS_URL_FILE: file,
    PORT: '-1',
  });
  expect(errors).toEqual([
    'REDIS_URL: steht auch in REDIS_URL_FILE; bitte nur eines von beiden setzen',
    'SMTP_URL_FILE: /gibt/es/nicht ist nicht lesbar (ENOENT)',
    'REDIS_URL: beginnt mit redis:// oder rediss://',
    'PORT: ist mindestens 0',
  ]);
});

test.each([
  ['REDIS_UR', 'REDIS_URL'],
  ['DATABASE_URI', 'DATABASE_URL'],
  ['metrics_port', 'METRICS_PORT'],
  ['SMTP_URL_FILES', 'SMTP_URL_FILE'],
])('%s is answered with a hint to %s', (given, meant) => {
  expect(readConfig({ [given]: 'x' }).hinweise).toEqual([
    `${given}: diese Einstellung gibt es nicht. Gemeint ist wohl ${meant}.`,
  ]);
});

test.each(['HOME', 'HOSTNAME', 'REDIS_PORT', 'DATABASE_NAME', 'PATH', 'NODE_ENV', 'LOGNAME'])(
  '%s is nobody’s misspelling',
  (name) => expect(readConfig({ [name]: 'x' }).hinweise).toEqual([]),
);

test('the explained defaults are the real ones', () => {
  const real = umgebung.parse({}) as Record<string, unknown>;
  for (const [name, { vorgabe }] of Object.entries(EINSTELLUNGEN)) {
    const value = real[name];
    if (value === undefined) expect([name, vorgabe]).not.toEqual([name, '']);
    else expect([name, vorgabe.replace('./', '')]).toEqual([name, `\`${String(value)}\``]);
  }
});
