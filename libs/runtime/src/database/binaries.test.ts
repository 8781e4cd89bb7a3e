import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgresLocked, restoreSymlinks } from './binaries.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'zst-binaries-'));
  mkdirSync(join(directory, 'native'));
  writeFileSync(join(directory, 'native', 'libpq.so.5'), 'library');
  const links = [{ source: 'native/libpq.so.5', target: 'native/libpq.so' }];
  writeFileSync(join(directory, 'native', 'pg-symlinks.json'), JSON.stringify(links));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('links are made once, and what is there stays', () => {
  restoreSymlinks(directory);
  restoreSymlinks(directory);
  expect(existsSync(join(directory, 'native', 'libpq.so'))).toBe(true);
});

test('an account that may not write there is told what to do', () => {
  chmodSync(directory, 0o555);
  chmodSync(join(directory, 'native'), 0o555);
  const root = process.getuid?.() === 0;
  // Nothing is forbidden to root.
  if (root) process.seteuid?.('nobody');
  try {
    expect(() => restoreSymlinks(directory)).toThrow(EmbeddedPostgresLocked);
    expect(() => restoreSymlinks(directory)).toThrow(`in ${directory} darf dieses Konto nicht schreiben`);
  } finally {
    if (root) process.seteuid?.(0);
    for (const path of [directory, join(directory, 'native')]) chmodSync(path, 0o755);
  }
});
