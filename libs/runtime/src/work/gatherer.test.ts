import { Gatherer } from './gatherer.js';

/** A gatherer whose calls are answered when the test says so. */
function gathering(most?: number) {
  const calls: { questions: number[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const gatherer = new Gatherer<number, string>(
    (questions) =>
      new Promise((resolve, reject) =>
        calls.push({ questions, answer: () => resolve(questions.map((n) => `a${n}`)), fail: reject }),
      ),
    most,
  );
  const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
  return { calls, gatherer, turn, asked: () => calls.map(({ questions }) => questions) };
}

test('what is asked in one turn, and what is asked during a call, is one call each', async () => {
  const { calls, gatherer, turn, asked } = gathering();
  const first = [gatherer.ask(1), gatherer.ask(2)];
  await turn();
  const second = [gatherer.ask(3), gatherer.ask(4), gatherer.ask(5)];
  await turn();
  expect(asked()).toEqual([[1, 2]]);
  calls[0]?.answer();
  expect(await Promise.all(first)).toEqual(['a1', 'a2']);
  await turn();
  expect(asked()).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
  calls[1]?.answer();
  expect(await Promise.all(second)).toEqual(['a3', 'a4', 'a5']);
});

test('a call that fails fails for those who asked, and the next is asked all the same', async () => {
  const { calls, gatherer, turn } = gathering();
  const refused = Promise.allSettled([gatherer.ask(1), gatherer.ask(2)]);
  await turn();
  calls[0]?.fail(new Error('away'));
  expect((await refused).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const later = gatherer.ask(3);
  await turn();
  calls[1]?.answer();
  expect(await later).toBe('a3');
});

test('one call has no more questions than it may', async () => {
  const { calls, gatherer, turn, asked } = gathering(2);
  const all = [1, 2, 3].map((n) => gatherer.ask(n));
  await turn();
  calls[0]?.answer();
  await turn();
  calls[1]?.answer();
  expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3']);
  expect(asked()).toEqual([[1, 2], [3]]);
});
