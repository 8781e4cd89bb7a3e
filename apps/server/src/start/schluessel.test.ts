import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openSchluessel, readSchluessel, Schluessel } from './schluessel.js';

const key = new Schluessel(Buffer.alloc(32, 7));

test('what is sealed opens with the same key for the same purpose only, and only unchanged', () => {
  const sealed = key.seal('totp a', 'GEHEIM');
  expect(sealed.includes('GEHEIM')).toBe(false);
  expect(key.open('totp a', sealed)).toBe('GEHEIM');
  expect(key.open('totp b', sealed)).toBeNull();
  expect(new Schluessel(Buffer.alloc(32, 8)).open('totp a', sealed)).toBeNull();
  for (const at of [0, 14, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(key.open('totp a', changed)).toBeNull();
  }
  expect(key.open('totp a', Buffer.alloc(5))).toBeNull();
});

test('digests differ by purpose and key', () => {
  expect(key.mac('a', 'x')).toBe(key.mac('a', 'x'));
  expect(key.mac('a', 'x')).not.toBe(key.mac('b', 'x'));
  expect(key.mac('a', 'x')).not.toBe(new Schluessel(Buffer.alloc(32, 8)).mac('a', 'x'));
});

test('without a setting a key file is made once, for its owner only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zst-key-'));
  try {
    const mac = openSchluessel(null, folder).mac('a', 'x');
    expect(openSchluessel(null, folder).mac('a', 'x')).toBe(mac);
    const path = join(folder, 'schluessel');
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(openSchluessel(readFileSync(path, 'utf8').trim(), '/nirgendwo').mac('a', 'x')).toBe(mac);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each(['', 'kurz', 'a'.repeat(64) + 'a', 'z'.repeat(64)])('%j is no key', (text) => {
  expect(readSchluessel(text)).toBeNull();
});

test('a file that holds no key, or a folder that cannot be, says what to do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zst-key-'));
  try {
    writeFileSync(join(folder, 'schluessel'), 'kaputt');
    for (const dataDir of [folder, join(folder, 'schluessel', 'x')])
      expect(() => openSchluessel(null, dataDir)).toThrow(/Bitte SCHLUESSEL setzen/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
