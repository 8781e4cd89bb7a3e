import { existsSync, readFileSync } from 'node:fs';

const text = readFileSync('docs/security.md', 'utf8');
const rows = text.split('\n').filter((line) => /^\| \d/.test(line));

test('every test that is named is there', () => {
  const named = [...new Set(text.match(/`[\w./-]+\.(test|long)\.ts`/g))].map((name) => name.slice(1, -1));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test('what no test shows is said to be not met, or whose it is', () => {
  const silent = rows.filter((row) => !row.includes('.test.ts`') && !/\*\*|\(Node\)/.test(row));
  expect(silent).toEqual([]);
});

test('every chapter from V1 to V16 has its rows', () => {
  const chapters = new Set(rows.map((row) => Number(/^\| (\d+)\./.exec(row)?.[1])));
  expect([...chapters].sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
});
