import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findPakete, readPaket } from './lesen.js';

function write(root: string, files: Record<string, string>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

test('inherited files count as own ones, an own file of the same name wins, others are left out', () => {
  const root = mkdtempSync(join(tmpdir(), 'zst-paket-'));
  write(root, {
    'gemeinsam/a.form': 'geerbt',
    'gemeinsam/nachrichten/b.md': 'geerbt',
    'ort/kommune.json': '{"erbt":["../gemeinsam"]}',
    'ort/a.form': 'eigen',
    'ort/notizen.txt': 'x',
  });
  const files = readPaket(join(root, 'ort'));
  expect(files.map(({ path }) => path)).toEqual(['a.form', 'kommune.json', 'nachrichten/b.md']);
  expect(files[0]?.content).toBe('eigen');
  expect(findPakete(root)).toEqual([join(root, 'ort')]);
});
