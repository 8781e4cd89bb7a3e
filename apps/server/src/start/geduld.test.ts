import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { limitPatience } from './geduld.js';

let server: Server;
let port: number;
let seen: string[];

beforeAll(async () => {
  // Looks more often than in earnest, so that the test does not take half a minute.
  server = createServer({ connectionsCheckingInterval: 20 }, (request, response) => {
    seen.push(`${request.method} ${request.url}`);
    request.resume().on('end', () => response.end('ok'));
  });
  limitPatience(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends bytes as they are and resolves with all that comes back until the server ends the connection. */
function raw(text: string): Promise<string> {
  seen = [];
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text.replaceAll('\n', '\r\n')));
    socket.on('data', (data) => (answer += String(data)));
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}
const CLOSE = 'Connection: close\n';

test('one request is one request', async () => {
  expect(await raw(`POST /a HTTP/1.1\nHost: x\n${CLOSE}Content-Length: 2\n\nok`)).toMatch(/^HTTP\/1\.1 200/);
  expect(seen).toEqual(['POST /a']);
});

const HIDDEN = 'GET /geheim HTTP/1.1\nHost: x\n\n';
test.each([
  ['two lengths', 'Content-Length: 2\nContent-Length: 40\n\nok'],
  ['length and chunks', `Content-Length: 3\nTransfer-Encoding: chunked\n\n0\n\n${HIDDEN}`],
  ['chunks spelt strangely', `Transfer-Encoding: xchunked\n\n0\n\n${HIDDEN}`],
  ['chunks twice', `Transfer-Encoding: chunked, identity\n\n0\n\n${HIDDEN}`],
  ['a space before the colon', `Content-Length : 2\n\nok${HIDDEN}`],
  ['a folded header', `X: a\n b: c\nTransfer-Encoding:\n chunked\n\n0\n\n${HIDDEN}`],
  ['a chunk with a strange length', `Transfer-Encoding: chunked\n\n0x2\nok\n0\n\n${HIDDEN}`],
  ['a negative length', `Content-Length: -1\n\n${HIDDEN}`],
  ['NUL in a header', `X: a\0b\n\n${HIDDEN}`],
  ['no host', ''],
])('a request that two programs would read differently ends the connection: %s', async (name, rest) => {
  const head = name === 'no host' ? 'POST /a HTTP/1.1\n\n' : `POST /a HTTP/1.1\nHost: x\n`;
  expect(await raw(head + rest)).toMatch(/^HTTP\/1\.1 400/);
  expect(seen).not.toContain('GET /geheim');
});

test('headers without end are refused', async () => {
  expect(await raw(`GET / HTTP/1.1\nHost: x\nX: ${'x'.repeat(20_000)}\n\n`)).toMatch(/^HTTP\/1\.1 431/);
  expect(seen).toEqual([]);
});

test('who sends headers or a body letter by letter is cut off', async () => {
  const { headersTimeout, requestTimeout } = server;
  expect([headersTimeout, requestTimeout, server.timeout]).toEqual([15_000, 60_000, 0]);
  server.headersTimeout = 100;
  server.requestTimeout = 300;
  expect(await raw('GET / HTTP/1.1\nHost: x\nX-A: ')).toMatch(/^HTTP\/1\.1 408/);
  expect(await raw('POST /b HTTP/1.1\nHost: x\nContent-Length: 100\n\nab')).toMatch(/^HTTP\/1\.1 408/);
  Object.assign(server, { headersTimeout, requestTimeout });
});
