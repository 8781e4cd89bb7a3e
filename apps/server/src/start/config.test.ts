import { expect, test } from '@jest/globals';
import { readConfig } from './config.js';

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
  expect(readConfig({ DATABASE_URL: '', SMTP_URL: '' }).config?.databaseUrl).toBeUndefined();
});
