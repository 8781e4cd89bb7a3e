/** What a file may hold at most; `findings` is what is told of it. */
export const limits = {
  length: 2 * 1024 * 1024,
  attributes: 1000,
  references: 10_000,
  depth: 200,
  prefixes: 100,
  findings: 50,
};
