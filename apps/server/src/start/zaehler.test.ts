import { expect, test } from '@jest/globals';
import { Zaehler, type Gemeinsam } from './zaehler.js';

/** What Redis does, in memory; `away`: it does not answer. */
class Ort implements Gemeinsam {
  away = false;
  readonly sums = new Map<string, number>();
  async add(deltas: ReadonlyMap<string, number>) {
    if (this.away) return null;
    for (const [key, count] of deltas) this.sums.set(key, (this.sums.get(key) ?? 0) + count);
    return new Map([...deltas.keys()].map((key) => [key, this.sums.get(key) ?? 0]));
  }
}

const minute = 60_000;

test('alone, a minute begins with the first count and then all is forgotten', () => {
  let now = 12_345;
  const zaehler = new Zaehler(null, () => now);
  expect([zaehler.count('a'), zaehler.count('a'), zaehler.count('b')]).toEqual([1, 2, 1]);
  expect(zaehler.rest).toBe(60);
  now += minute;
  expect(zaehler.count('a')).toBe(1);
});

test('several processes count together, and nothing twice', async () => {
  const ort = new Ort();
  const [one, two] = [new Zaehler(ort, () => minute), new Zaehler(ort, () => minute)];
  for (let i = 0; i < 5; i++) one.count('a');
  await one.share();
  for (let i = 0; i < 3; i++) two.count('a');
  await two.share();
  expect(two.count('a')).toBe(9);
  await two.share();
  await two.share();
  one.count('a');
  await one.share();
  expect(one.count('a')).toBe(11);
  expect([...ort.sums.values()]).toEqual([10]);
});

test('what is counted while the others are asked is not lost', async () => {
  let answer = (_: ReadonlyMap<string, number> | null) => {};
  const slow: Gemeinsam = { add: () => new Promise((resolve) => (answer = resolve)) };
  const zaehler = new Zaehler(slow, () => minute);
  zaehler.count('a');
  const sharing = zaehler.share();
  zaehler.count('a');
  answer(new Map([[`${2 * minute} a`, 7]]));
  await sharing;
  expect(zaehler.count('a')).toBe(9);
});

test('without the others each goes on alone, and tells later what it counted', async () => {
  const ort = new Ort();
  const zaehler = new Zaehler(ort, () => minute);
  ort.away = true;
  zaehler.count('a');
  await zaehler.share();
  expect(zaehler.count('a')).toBe(2);
  ort.away = false;
  await zaehler.share();
  expect([...ort.sums.values()]).toEqual([2]);
  expect(zaehler.count('a')).toBe(3);
});

test('an answer that comes in the next minute changes nothing there', async () => {
  let now = minute;
  let answer = (_: ReadonlyMap<string, number> | null) => {};
  const slow: Gemeinsam = { add: () => new Promise((resolve) => (answer = resolve)) };
  const zaehler = new Zaehler(slow, () => now);
  zaehler.count('a');
  const sharing = zaehler.share();
  now += minute;
  expect(zaehler.count('a')).toBe(1);
  answer(new Map([[`${2 * minute} a`, 500]]));
  await sharing;
  expect(zaehler.count('a')).toBe(2);
});
