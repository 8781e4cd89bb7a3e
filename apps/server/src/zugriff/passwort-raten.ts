import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** More characters than this do not make a weak password strong, but estimating them takes seconds. */
const LOOKED_AT = 64;
let estimator: Promise<ZxcvbnFactory> | null = null;

/** Some 49,000 common passwords, German words and names, keyboard rows: loaded when a password is chosen, not before. */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, german] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-de'),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...german.dictionary },
    graphs: common.adjacencyGraphs,
    l33tMaxSubstitutions: 8,
  });
}

/** How many passwords somebody tries before this one who starts with common ones, words, names and patterns. */
export async function countGuesses(passwort: string, words: string[]): Promise<number> {
  const { check } = await (estimator ??= load()).then((made) => ({ check: made.check.bind(made) }));
  return check(passwort.slice(0, LOOKED_AT), words).guesses;
}
