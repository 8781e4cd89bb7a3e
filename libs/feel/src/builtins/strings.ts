import type { Run } from '../run.js';
import { isInteger } from '../values/number.js';
import type { Num } from '../values/number.js';
import type { Value } from '../values/value.js';
import { define, form } from './define.js';
import type { Answer, Builtin } from './define.js';
import { countPass, patternOf } from './regex.js';

const pair = ['string: string', 'match: string'] as const;

export const strings: Builtin[] = [
  define(
    'substring',
    form(['string: string', 'start position: number', 'length: number?'], (run, text, from, length) =>
      substring(run, text, from, length),
    ),
  ),
  define(
    'string length',
    form(['string: string'], (run, text) => lengthOf(counted(run, text))),
  ),
  define(
    'upper case',
    form(['string: string'], (run, text) => run.text(text.toUpperCase())),
  ),
  define(
    'lower case',
    form(['string: string'], (run, text) => run.text(text.toLowerCase())),
  ),
  define(
    'substring before',
    form(pair, (run, text, match) => text.slice(0, Math.max(0, searched(run, text, match).indexOf(match)))),
  ),
  define(
    'substring after',
    form(pair, (run, text, match) => {
      const at = searched(run, text, match).indexOf(match);
      return at < 0 ? '' : text.slice(at + match.length);
    }),
  ),
  define(
    'contains',
    form(pair, (run, text, match) => searched(run, text, match).includes(match)),
  ),
  define(
    'starts with',
    form(pair, (run, text, match) => counted(run, text).startsWith(match)),
  ),
  define(
    'ends with',
    form(pair, (run, text, match) => counted(run, text).endsWith(match)),
  ),
  define(
    'matches',
    form(['input: string', 'pattern: string', 'flags: string?'], (run, input, pattern, flags) => {
      const regex = patternOf(run, pattern, flags ?? '');
      countPass(run, pattern, input);
      return regex ? regex.matcher(input).find() : undefined;
    }),
  ),
  define(
    'replace',
    form(
      ['input: string', 'pattern: string', 'replacement: string', 'flags: string?'],
      (run, input, pattern, replacement, flags) => replace(run, input, pattern, replacement, flags ?? ''),
    ),
  ),
  define(
    'split',
    form(['string: string', 'delimiter: string'], (run, text, delimiter) => split(run, text, delimiter)),
  ),
  define(
    'string join',
    form(['list: list', 'delimiter: string?'], (run, list, delimiter) => join(run, list, delimiter ?? '')),
  ),
  define(
    'trim',
    form(['string: string'], (run, text) => counted(run, text).trim()),
  ),
  define(
    'is blank',
    form(['string: string'], (run, text) => counted(run, text).trim() === ''),
  ),
];

/** Counts the cost of looking through a text. */
function counted(run: Run, text: string): string {
  run.tick(text.length >> 4);
  return text;
}

/** Counts the cost of looking for a text in another. */
function searched(run: Run, text: string, match: string): string {
  run.tick(Math.floor((text.length * match.length) / 4096));
  return counted(run, text);
}

/** Counts characters, not UTF-16 units; positions from 1, or backwards from -1. */
function substring(run: Run, text: string, from: Num, length: Num | undefined): Answer {
  const at = Number(from);
  if (!isInteger(from) || at === 0 || (length !== undefined && !(Number(length) >= 0))) return undefined;
  if (!pairs.test(counted(run, text)))
    return sliced(text, at, length, (start, end) => text.slice(start, end));
  run.tick(text.length);
  const signs = [...text];
  return sliced(signs, at, length, (start, end) => signs.slice(start, end).join(''));
}

const pairs = /[\ud800-\udfff]/;

function lengthOf(text: string): number {
  return pairs.test(text) ? [...text].length : text.length;
}

function sliced(
  signs: { length: number },
  at: number,
  length: Num | undefined,
  slice: (start: number, end: number | undefined) => string,
): string {
  const start = at > 0 ? at - 1 : Math.max(0, signs.length + at);
  return slice(start, length === undefined ? undefined : start + Math.trunc(Number(length)));
}

/** `$1` stands for a group, `\$` for the sign; a pattern that matches nothing at all is refused. */
function replace(run: Run, input: string, pattern: string, replacement: string, flags: string): Answer {
  const regex = patternOf(run, pattern, flags);
  if (!regex || regex.matcher('').find()) return undefined;
  countPass(run, pattern, input);
  run.tick(replacement.length >> 1);
  const parts = flags.includes('q') ? [replacement] : replacementParts(replacement);
  if (!parts) return undefined;
  const matcher = regex.matcher(input);
  let result = '';
  let from = 0;
  while (matcher.find()) {
    result += input.slice(from, matcher.start());
    for (const part of parts) {
      if (typeof part === 'string') result += part;
      else if (part <= matcher.groupCount()) result += matcher.group(part) ?? '';
    }
    run.tick(4);
    run.text(result);
    from = matcher.end();
  }
  return run.text(result + input.slice(from));
}

/** Texts and numbers of groups; null when the replacement is not well formed. */
function replacementParts(replacement: string): (string | number)[] | null {
  const parts: (string | number)[] = [];
  const pattern = /\\([\\$])|\$(\d)|([^\\$]+)|(.)/gs;
  for (const [, escaped, group, text, wrong] of replacement.matchAll(pattern)) {
    if (wrong !== undefined) return null;
    parts.push(group === undefined ? (escaped ?? text ?? '') : Number(group));
  }
  return parts;
}

function split(run: Run, text: string, delimiter: string): Answer {
  const regex = patternOf(run, delimiter, '');
  if (!regex || regex.matcher('').find()) return undefined;
  countPass(run, delimiter, text);
  const parts: string[] = [];
  const matcher = regex.matcher(text);
  let from = 0;
  while (matcher.find()) {
    run.tick(8);
    parts.push(text.slice(from, matcher.start()));
    from = matcher.end();
  }
  parts.push(text.slice(from));
  return parts;
}

function join(run: Run, list: Value[], delimiter: string): Answer {
  run.tick(list.length);
  const texts = list.filter((item) => item !== null);
  if (!texts.every((item) => typeof item === 'string')) return undefined;
  const length = texts.reduce((sum, text) => sum + text.length + delimiter.length, 0);
  if (length > run.budget.text) run.tick(Infinity);
  return run.text(texts.join(delimiter));
}
