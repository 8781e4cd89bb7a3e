import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import express, { type NextFunction, type Request, type Response } from 'express';
import { describeError, logRequests, openProtokoll } from './protokoll.js';

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

test('requests are logged with the template of their route: what somebody typed is not there', async () => {
  let output = '';
  const app = express();
  app.use(logRequests(openProtokoll('debug', { write: (line: string) => (output += line) })));
  app.get('/api/vorgaenge/:id', (_request, response) => void response.json({}));
  app.get('/api/kaputt/:wer', () => {
    throw new Error('kaputt');
  });
  app.use((_error: unknown, _request: Request, response: Response, next: NextFunction) =>
    response.headersSent ? next() : void response.status(500).end(),
  );
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const path of [
    '/api/vorgaenge/Samira%20Haddad?name=Haddad',
    '/api/Samira/Haddad',
    '/api/kaputt/Haddad',
    '/Samira/Haddad.html',
  ])
    await fetch(address + path, { headers: { referer: `${address}/Haddad`, 'user-agent': 'Haddad' } });
  await new Promise((resolve) => server.close(resolve));
  const lines = output.split('\n').filter(Boolean);
  const completed = lines.map((line) => JSON.parse(line) as { route: string; res: { statusCode: number } });
  expect(completed.map(({ route, res }) => [route, res.statusCode])).toEqual([
    ['/api/vorgaenge/:id', 200],
    ['unbekannt', 404],
    ['/api/kaputt/:wer', 500],
    ['oberflaeche', 404],
  ]);
  expect(output).not.toMatch(/Samira|Haddad/);
});
