import { RE2JS } from 're2js';
import type { Run } from '../run.js';

const longestPattern = 1000;
const mostKept = 200;
const kept = new Map<string, RE2JS | null>();

/** What one character costs for each sign of the pattern; re2js needs time in proportion to both. */
const costPerSign = 1 / 12;

/** A compiled pattern of XPath; null when there is no such pattern. */
export function patternOf(run: Run, source: string, flags: string): RE2JS | null {
  if (source.length > longestPattern || !/^[smixq]*$/.test(flags)) return null;
  const key = `${flags}/${source}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  run.tick(200 + source.length * 20);
  const made = compiled(source, flags);
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, made);
  return made;
}

function compiled(source: string, flags: string): RE2JS | null {
  let options = 0;
  if (flags.includes('i')) options |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('m')) options |= RE2JS.MULTILINE;
  if (flags.includes('s')) options |= RE2JS.DOTALL;
  const text = flags.includes('q') ? RE2JS.quote(source) : translated(source, flags.includes('x'));
  if (text === null) return null;
  try {
    return RE2JS.compile(text, options);
  } catch {
    return null;
  }
}

/** Counts the cost of one pass of a pattern over a text. */
export function countPass(run: Run, pattern: string, text: string): void {
  run.tick(2 + Math.ceil(text.length * (4 + pattern.length) * costPerSign));
}

const word = '\\p{L}\\p{M}\\p{N}\\p{S}';
const start = '\\p{L}_:';
const name = '\\p{L}\\p{M}\\p{Nd}\\-._:';
const classes: Record<string, [inside: string, outside: string]> = {
  d: ['\\p{Nd}', '\\p{Nd}'],
  D: ['\\P{Nd}', '\\P{Nd}'],
  w: [word, `[${word}]`],
  W: ['\\p{P}\\p{Z}\\p{C}', '[\\p{P}\\p{Z}\\p{C}]'],
  i: [start, `[${start}]`],
  c: [name, `[${name}]`],
  I: ['', `[^${start}]`],
  C: ['', `[^${name}]`],
};

/** The escapes of XPath in the words of RE2; null for what RE2 cannot have (references back). */
function translated(source: string, extended: boolean): string | null {
  let result = '';
  let depth = 0;
  for (let i = 0; i < source.length; i++) {
    const sign = source[i]!;
    if (sign === '\\') {
      const next = source[++i];
      if (next === undefined || /[1-9]/.test(next)) return null;
      const found = classes[next];
      if (found && depth > 0 && found[0] === '') return null;
      result += found ? found[depth > 0 ? 0 : 1] : `\\${next}`;
      continue;
    }
    if (sign === '[') {
      if (depth > 0 && source[i - 1] === '-') return null;
      depth++;
    } else if (sign === ']' && depth > 0) depth--;
    if (extended && depth === 0 && /\s/.test(sign)) continue;
    if (sign === '(' && source[i + 1] === '?' && source[i + 2] !== ':') return null;
    result += sign;
  }
  return result;
}
