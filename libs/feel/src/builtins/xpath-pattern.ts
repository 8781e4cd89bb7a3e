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
/** Blocks of Unicode that `\p{Is…}` may name. */
const blocks: Record<string, string> = {
  BasicLatin: '\\x{0}-\\x{7F}',
  'Latin-1Supplement': '\\x{80}-\\x{FF}',
  'LatinExtended-A': '\\x{100}-\\x{17F}',
  'LatinExtended-B': '\\x{180}-\\x{24F}',
  Greek: '\\x{370}-\\x{3FF}',
  GreekandCoptic: '\\x{370}-\\x{3FF}',
  Cyrillic: '\\x{400}-\\x{4FF}',
  Armenian: '\\x{530}-\\x{58F}',
  Hebrew: '\\x{590}-\\x{5FF}',
  Arabic: '\\x{600}-\\x{6FF}',
  Georgian: '\\x{10A0}-\\x{10FF}',
  LatinExtendedAdditional: '\\x{1E00}-\\x{1EFF}',
  GeneralPunctuation: '\\x{2000}-\\x{206F}',
  CurrencySymbols: '\\x{20A0}-\\x{20CF}',
};
const single = /[nrtsS\\|.\-^?*+{}()[\]$]/;
const furthestClass = 1000;

export interface PatternOptions {
  /** white space outside of classes does not count */
  extended: boolean;
  /** `.` stands for the end of a line, too */
  dotAll: boolean;
  /** A test whether a pattern matches a sign, with the flags of this one. */
  matching: (pattern: string) => (sign: string) => boolean;
}

/** A pattern of XPath in the words of RE2; null for what XPath or RE2 does not have (references back). */
export function translated(source: string, options: PatternOptions): string | null {
  const text = options.extended ? withoutSpace(source) : source;
  let result = '';
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!;
    if (sign === '\\') {
      const found = escapeAt(text, i, depth > 0);
      if (!found) return null;
      result += found.text;
      i = found.last;
      continue;
    }
    if (sign === '[') {
      const subtraction = depth === 0 ? subtractionAt(text, i, options) : null;
      if (subtraction) {
        result += subtraction.text;
        i = subtraction.last;
        continue;
      }
      if (depth > 0) return null;
      depth++;
    } else if (sign === ']' && depth > 0) depth--;
    if (sign === '(' && text[i + 1] === '?' && text[i + 2] !== ':') return null;
    result += sign === '.' && depth === 0 && !options.dotAll ? '[^\\n\\r]' : sign;
  }
  return result;
}

/** White space goes, also within escapes; within a class it stays. */
function withoutSpace(source: string): string {
  let result = '';
  let depth = 0;
  for (const sign of source) {
    if (depth === 0 && /\s/.test(sign)) continue;
    const escaped = /(?:^|[^\\])(?:\\\\)*\\$/.test(result);
    if (sign === '[' && !escaped) depth++;
    else if (sign === ']' && !escaped && depth > 0) depth--;
    result += sign;
  }
  return result;
}

interface Part {
  text: string;
  /** where it ends in the source */
  last: number;
}

function escapeAt(text: string, at: number, inside: boolean): Part | null {
  const next = text[at + 1] ?? '';
  const found = classes[next];
  if (found) return inside && found[0] === '' ? null : { text: found[inside ? 0 : 1], last: at + 1 };
  if (single.test(next)) return { text: `\\${next}`, last: at + 1 };
  const property = /^\\([pP])\{(Is)?([A-Za-z\d-]+)\}/.exec(text.slice(at, at + 60));
  if (!property) return null;
  const [all, sign, is, category = ''] = property;
  const last = at + all.length - 1;
  if (!is) return { text: all, last };
  const block = Object.hasOwn(blocks, category) ? blocks[category]! : null;
  if (block === null || (inside && sign === 'P')) return null;
  return { text: inside ? block : `[${sign === 'P' ? '^' : ''}${block}]`, last };
}

const subtraction = /^\[((?:[^\\[\]-]-[^\\[\]-]|[^\\[\]^-])+)-(\[(?:[^\\[\]]|\\.)+\])\]/u;

/** A class less another, such as `[a-z-[aeiou]]`, sign by sign: RE2 knows none. */
function subtractionAt(text: string, at: number, { matching }: PatternOptions): Part | null {
  const match = subtraction.exec(text.slice(at));
  if (!match) return null;
  const less = translated(match[2]!, { extended: false, dotAll: false, matching });
  const signs = signsOf(match[1]!);
  if (less === null || !signs) return null;
  const matches = matching(less);
  const left = signs.filter((sign) => !matches(sign));
  const kept = left.map((sign) => `\\x{${sign.codePointAt(0)!.toString(16)}}`).join('');
  return { text: left.length === 0 ? '[^\\x{0}-\\x{10FFFF}]' : `[${kept}]`, last: at + match[0].length - 1 };
}

/** The signs of a class without escapes; null when there are too many. */
function signsOf(inner: string): string[] | null {
  const signs: string[] = [];
  for (const [, low, high, one] of inner.matchAll(/(.)-(.)|(.)/gsu)) {
    const from = (low ?? one ?? '').codePointAt(0) ?? 0;
    const to = (high ?? one ?? '').codePointAt(0) ?? 0;
    if (to - from + signs.length > furthestClass) return null;
    for (let code = from; code <= to; code++) signs.push(String.fromCodePoint(code));
  }
  return signs;
}
