import { readFileSync } from 'node:fs';

type Umgebung = Record<string, string | undefined>;

/**
 * The settings that are set: what is empty counts as not given, what is given as `<NAME>_FILE` is read from that file
 * (secrets of Docker, Kubernetes, systemd).
 */
export function readFiles(env: Umgebung, names: string[]): { values: Umgebung; errors: string[] } {
  const values: Umgebung = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const errors: string[] = [];
  for (const name of names) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    if (env[name]) {
      errors.push(`${name}: steht auch in ${name}_FILE; bitte nur eines von beiden setzen`);
      continue;
    }
    try {
      values[name] = readFileSync(file, 'utf8').trim();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      errors.push(`${name}_FILE: ${file} ist nicht lesbar (${code ?? 'unbekannter Fehler'})`);
    }
  }
  return { values, errors };
}

/** Names this short have too many neighbours that mean something else (HOST and HOME). */
const shortest = 6;

/** One German line for each variable that looks like a misspelt setting. */
export function unknownNames(env: Umgebung, names: string[]): string[] {
  const known = new Set(names.flatMap((name) => [name, `${name}_FILE`]));
  return Object.keys(env).flatMap((given) => {
    if (known.has(given) || given.length < shortest || !env[given]) return [];
    const meant = [...known].find(
      (name) =>
        name.length >= shortest && distance(given.toUpperCase(), name) <= Math.min(2, name.length / 4),
    );
    return meant ? [`${given}: diese Einstellung gibt es nicht. Gemeint ist wohl ${meant}.`] : [];
  });
}

/** How many letters must be added, left out or changed to get from one word to the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries())
      next.push(
        Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1),
      );
    row = next;
  }
  return row[to.length] ?? 0;
}
