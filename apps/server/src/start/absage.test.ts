import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { explainStart } from './absage.js';

let taken: Server;
let port: number;
beforeAll(async () => {
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  ({ port } = taken.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => taken.close(resolve)));

const listenThere = () =>
  new Promise<Error>((resolve) => createServer().once('error', resolve).listen(port, '127.0.0.1'));

test('a port that is taken is named with the setting it comes from', async () => {
  const error = await listenThere();
  expect(explainStart(error, { port, metrics: null })).toContain(`Port ${port} ist schon belegt`);
  const metrics = { port, host: '127.0.0.1' };
  const text = explainStart(error, { port: 3000, metrics });
  expect(text).toContain(`Port ${port} (METRICS_PORT)`);
  expect(text).not.toContain('3000');
});

test('a database that cannot be reached is said to be that, all else by its own words', () => {
  const config = { port: 3000, metrics: null };
  expect(explainStart(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), config)).toMatch(
    /Datenbank ist nicht zu erreichen \(ECONNREFUSED\)/,
  );
  expect(explainStart(new Error('Papier ist alle'), config)).toMatch(/konnte nicht starten: Papier ist alle/);
});

test('only a port that may not be listened on is blamed on the port', () => {
  const config = { port: 80, metrics: null };
  const denied = (syscall: string) =>
    Object.assign(new Error(`EACCES, ${syscall}`), { code: 'EACCES', syscall });
  expect(explainStart(denied('listen'), config)).toContain('Auf Port 80 darf dieses Konto nicht lauschen');
  expect(explainStart(denied('mkdir'), config)).toBe('Die Anwendung konnte nicht starten: EACCES, mkdir');
});
