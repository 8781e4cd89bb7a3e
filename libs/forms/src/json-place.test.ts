import fc from 'fast-check';
import { jsonErrorPlace } from './index.js';

const cases: [text: string, line: number, column: number][] = [
  ['{\n "name": }', 2, 10],
  ['{"a": 1,}', 1, 9],
  ['{"a" 1}', 1, 6],
  ['[1, 2', 1, 6],
  ['', 1, 1],
  ['{} x', 1, 4],
  ['{"a": "b\n"}', 1, 7],
  ['[01]', 1, 3],
];

test.each(cases)('%j breaks in line %i, column %i', (text, line, column) => {
  expect(jsonErrorPlace(text)).toEqual({ line, column });
});

test('JSON is what JSON.parse takes', () => {
  const broken = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', 'x', '\n'))
    .map(
      ([json, at, sign]) =>
        json.slice(0, at % (json.length + 1)) + sign + json.slice((at % (json.length + 1)) + 1),
    );
  fc.assert(
    fc.property(fc.oneof(fc.json(), broken), (text) => {
      expect(jsonErrorPlace(text) === null).toBe(parses(text));
    }),
    { numRuns: 500 },
  );
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
