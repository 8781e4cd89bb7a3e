import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { fits, installed, problems, READ, type Lock } from './licences.mjs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;

test('every package that goes into an installation stands under a licence that fits the EUPL-1.2', () => {
  expect(installed(lock).length).toBeGreaterThan(200);
  expect(problems(lock)).toEqual([]);
});

test('a licence that does not fit, or none, is found; what only tests need is not asked', () => {
  const packages = {
    'node_modules/frei': { version: '1.0.0', license: 'MIT' },
    'node_modules/unfrei': { version: '1.0.0', license: 'SEE LICENSE IN LICENSE' },
    'node_modules/frei/node_modules/@x/agpl': { version: '2.0.0', license: 'AGPL-3.0-only' },
    'node_modules/ohne': { version: '3.0.0' },
    'node_modules/werkzeug': { version: '1.0.0', license: 'GPL-3.0', dev: true },
  };
  expect(problems({ packages })).toEqual([
    'unfrei@1.0.0: SEE LICENSE IN LICENSE',
    '@x/agpl@2.0.0: AGPL-3.0-only',
    'ohne@3.0.0: none named',
  ]);
});

test.each([
  ['(MIT OR GPL-3.0)', true],
  ['MIT AND ISC', true],
  ['MIT AND GPL-3.0', false],
  ['(BSD-3-Clause)', true],
  ['UNLICENSED', false],
])('%s: %s', (expression, expected) => expect(fits(expression)).toBe(expected));

test('nobody is named who is not there any more or names a licence by now', () => {
  const silent = installed(lock).filter(({ licence }) => licence === null || !fits(licence));
  expect(Object.keys(READ).sort()).toEqual([...new Set(silent.map(({ name }) => name))].sort());
});
