import { RE2JS } from 're2js';
import type { Run } from '../run.js';
import { translated } from './xpath-pattern.js';

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
  run.tick(200 + source.length * 40 + repeats(source) * 40);
  const made = compiled(source, flags);
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, made);
  return made;
}

/** How often parts of a pattern stand in its program. */
function repeats(source: string): number {
  let sum = 0;
  for (const [, most] of source.matchAll(/\{(?:\d*,)?(\d{1,4})\}/g)) sum += Number(most);
  return sum;
}

function compiled(source: string, flags: string): RE2JS | null {
  let options = 0;
  if (flags.includes('i')) options |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('m')) options |= RE2JS.MULTILINE;
  if (flags.includes('s')) options |= RE2JS.DOTALL;
  try {
    const text = flags.includes('q')
      ? RE2JS.quote(source)
      : translated(source, {
          extended: flags.includes('x'),
          dotAll: flags.includes('s'),
          matching: (pattern) => {
            const less = RE2JS.compile(pattern, options);
            return (sign) => less.matcher(sign).find();
          },
        });
    return text === null ? null : RE2JS.compile(text, options);
  } catch {
    return null;
  }
}

/** Counts the cost of one pass of a pattern over a text. */
export function countPass(run: Run, pattern: string, text: string): void {
  run.tick(2 + Math.ceil(text.length * (4 + pattern.length) * costPerSign));
}
