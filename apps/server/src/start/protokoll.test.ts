import { expect, test } from '@jest/globals';
import { describeError, openProtokoll } from './protokoll.js';

test('an error of the database is logged without statement, values and message', () => {
  const error = Object.assign(new Error('invalid input syntax for type uuid: "Samira"'), {
    query: 'INSERT INTO vorgang_person VALUES ($1)',
    parameters: ['Samira Haddad'],
    detail: 'Key (email)=(samira@example.org) already exists.',
    code: '22P02',
    table: 'vorgang',
  });
  const described = describeError(error);
  expect(described).toMatchObject({
    code: '22P02',
    table: 'vorgang',
    stack: expect.stringContaining('    at '),
  });
  expect(JSON.stringify(described)).not.toMatch(/Samira|samira|INSERT/);
});

test('addresses in messages are left out, also in the log itself', () => {
  let output = '';
  const log = openProtokoll('info', { write: (line: string) => (output += line) });
  log.error({ err: new Error('550 <samira@example.org>: no such user') }, 'mail refused');
  expect(output).toContain('550 <[Adresse]>');
  expect(output).not.toContain('samira');
  expect(describeError('text')).toEqual({ type: 'string' });
});
