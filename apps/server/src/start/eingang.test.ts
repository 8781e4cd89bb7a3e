import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import type { Sitzungen } from '../zugriff/sitzungen.js';
import { readConfig } from './config.js';
import { guardEingang } from './eingang.js';
import { refuseUnknown, serveOberflaeche } from './oberflaeche.js';

let address: string;
let close: () => void;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zst-web-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Seite</title>');
  writeFileSync(join(folder, 'assets', 'a.js'), '1');
  writeFileSync(join(folder, '.geheim'), 'x');
  const { config } = readConfig({ PUBLIC_URL: 'https://kim.example.de' });
  if (!config) throw new Error('settings of the test');
  const app = express();
  const nobody = { of: () => Promise.resolve(null) } as unknown as Sitzungen;
  guardEingang(app as unknown as NestExpressApplication, config, nobody);
  serveOberflaeche(app as unknown as NestExpressApplication, folder);
  app.use(refuseUnknown);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => server.close();
});
afterAll(() => close());

const look = (path: string) => fetch(address + path, { headers: { accept: 'text/html' } });

test.each(['/', '/vorgaenge/0b7e', '/index.html', '/assets/a.js', '/assets/fehlt.js'])(
  '%s carries the strict headers',
  async (path) => {
    const { headers } = await look(path);
    const policy = headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'self'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  },
);

test('pages are asked for again, programs are kept, the API is never kept, hidden files are not there', async () => {
  expect((await look('/vorgaenge')).headers.get('cache-control')).toBe('no-cache');
  expect((await look('/assets/a.js')).headers.get('cache-control')).toContain('immutable');
  expect((await look('/api/fehlt')).headers.get('cache-control')).toBe('no-store');
  for (const path of ['/.geheim', '/assets/../.geheim', '/assets/%2e%2e/.geheim', '/..%2f..%2fetc%2fpasswd'])
    expect(await (await look(path)).text()).not.toMatch(/^x$|root:/);
});

test('megabytes from someone without a session are not read', async () => {
  const response = await fetch(`${address}/api/modelle/pruefen`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ dateien: ['x'.repeat(300_000)] }),
  });
  expect(response.status).toBe(401);
});
