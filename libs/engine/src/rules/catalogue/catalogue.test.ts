import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findingsDocument } from './document.js';
import { catalogue } from './index.js';

const root = process.cwd();
const entries = catalogue().flatMap(({ title, codes }) =>
  Object.entries(codes).map(([code, entry]) => ({ code, title, entry })),
);

/** Codes that a pattern finds in the sources of a folder, without tests. */
function codesIn(folder: string, pattern: RegExp): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' });
  const sources = files.filter((name) => /\.ts$/.test(name) && !/\.(test|long)\.ts$/.test(name));
  return sources.flatMap((name) =>
    [...readFileSync(join(path, name), 'utf8').matchAll(pattern)].map(([, code = '']) => code),
  );
}

const upper = /'([A-Z]{2,}(?:_[A-Z]+)+|DOCTYPE)'/g;
const reported = /code: '([A-Z_]+)',\s*severity/g;
const sources: [folder: string, title: string, pattern: RegExp][] = [
  ['libs/bpmn/src', 'XML', upper],
  ['libs/engine/src/compile', 'Compiling', reported],
  ['libs/engine/src/elements', 'Compiling', reported],
  ['libs/engine/src/soundness', 'Soundness', /code: '([A-Z_]+)'/g],
];

test.each(sources)('every code in %s is described under %s', (folder, title, pattern) => {
  const described = entries.filter((each) => each.title === title).map(({ code }) => code);
  expect(codesIn(folder, pattern).filter((code) => !described.includes(code))).toEqual([]);
});

test('each code is described once, in German and English', () => {
  const codes = entries.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)]);
  for (const { entry } of entries) {
    const texts = [entry.de, entry.en, ...(entry.fix ? [entry.fix.de, entry.fix.en] : [])];
    for (const text of texts) expect(text).toMatch(/^\S.*[.!?]$/);
  }
});

test('docs/findings.md is what `npm run docs` writes', () => {
  expect(readFileSync(join(root, 'docs/findings.md'), 'utf8')).toBe(findingsDocument());
});
