import { expect, test } from '@jest/globals';
import { Schranke } from './schranke.js';

test('never more at once than allowed, in their order, also after one has failed', async () => {
  const schranke = new Schranke(2);
  const begun: number[] = [];
  let [now, most] = [0, 0];
  const work = (which: number) => async () => {
    begun.push(which);
    most = Math.max(most, ++now);
    await new Promise((resolve) => setImmediate(resolve));
    now--;
    if (which === 1) throw new Error('one');
    return which;
  };
  const results = await Promise.allSettled([0, 1, 2, 3, 4].map((which) => schranke.run(work(which))));
  expect(results.map(({ status }) => status === 'fulfilled')).toEqual([true, false, true, true, true]);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});
