import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { post, refusalOf } from './senden.js';

let server: Server;
let address: string;
let seen: string[];

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (request.url === '/umleitung') response.writeHead(307, { location: `${address}/ziel` }).end();
    else if (request.url === '/endlos') {
      const flood = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', flood);
      flood();
    } else if (request.url !== '/stumm') response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
});

const send = (path: string, intern: string[] = ['127.0.0.1'], signal = AbortSignal.timeout(5000)) =>
  post({ url: `${address}${path}`, intern }, '{}', { 'content-type': 'application/json' }, signal);

test('a network of its own is reached only when it is listed', async () => {
  await expect(send('/ziel', [])).rejects.toThrow(/not allowed/);
  await expect(send('/ziel', ['10.0.0.0/8'])).rejects.toThrow(/not allowed/);
  expect(seen).toEqual([]);
  expect(await send('/ziel')).toBe(204);
  expect(await send('/ziel', ['127.0.0.0/8'])).toBe(204);
});

test.each([
  'http://localhost:1/',
  'http://[::1]:1/',
  'http://0.0.0.0:1/',
  'http://169.254.169.254/latest',
  // the same machine, written in other ways
  'http://2130706433:1/',
  'http://0x7f.1:1/',
  'http://017700000001:1/',
  'http://127.1:1/',
  'http://[::]:1/',
  'http://[::ffff:127.0.0.1]:1/',
  'http://[::ffff:7f00:1]:1/',
  'http://[0:0:0:0:0:ffff:10.0.0.1]:1/',
  // ways into IPv4 networks through IPv6
  'http://[::127.0.0.1]:1/',
  'http://[::a00:1]:1/',
  'http://[::ffff:0:7f00:1]:1/',
  'http://[64:ff9b:1::7f00:1]:1/',
  'http://[2001::1]:1/',
  'http://[fec0::1]:1/',
  'http://[64:ff9b::7f00:1]:1/',
  'http://[64:ff9b::a00:1]:1/',
  'http://[2002:7f00:1::]:1/',
  // networks of one's own
  'http://10.0.0.1:1/',
  'http://172.16.0.1:1/',
  'http://192.168.0.1:1/',
  'http://100.64.0.1:1/',
  'http://[fd00::1]:1/',
  'http://[fe80::1]:1/',
  'http://224.0.0.1:1/',
  'http://255.255.255.255:1/',
])('%s is refused whatever its name is', async (url) => {
  const sent = post({ url, intern: [] }, '{}', {}, AbortSignal.timeout(5000));
  await expect(sent).rejects.toThrow(/not allowed/);
});

test('a redirect is an answer, nothing to follow', async () => {
  expect(await send('/umleitung')).toBe(307);
  expect(seen).toEqual(['POST /umleitung']);
});

test('an endless answer is cut off', async () => {
  expect(await send('/endlos')).toBe(200);
});

test('who does not answer is left when the time is over', async () => {
  await expect(send('/stumm', ['127.0.0.1'], AbortSignal.timeout(200))).rejects.toThrow(/abort/i);
});

test.each([
  ['https://fach.example.de/ereignisse', [], null],
  ['http://10.1.2.3/ereignisse', ['10.1.2.3'], null],
  ['http://10.1.2.3/ereignisse', ['10.0.0.0/8'], null],
  ['http://10.1.2.3/ereignisse', [], /WEBHOOK_INTERN/],
  ['http://fach.example.de/', ['10.1.2.3'], /WEBHOOK_INTERN/],
  ['https://name:geheim@fach.example.de/', [], /ohne Benutzernamen/],
  ['ftp://fach.example.de/', [], /https/],
  ['fach.example.de', [], /https/],
  ['', [], /https/],
])('%s with %j: %s', (url, intern, refusal) => {
  const text = refusalOf(url, intern);
  if (refusal === null) expect(text).toBeNull();
  else expect(text).toMatch(refusal);
});
