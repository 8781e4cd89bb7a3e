/** A name as it is looked up: backticks gone, one space where there were several, comments gone. */
export function collapsed(text: string): string {
  const bare = text.includes('/*') ? text.replace(/\/\*[^]*?\*\//g, ' ') : text;
  return bare.replace(/`/g, '').replace(/\s+/g, ' ').trim();
}

/** A name without the spaces around its signs, so that `a - b` and `a-b` are one. */
export function tight(name: string): string {
  return name.replace(/\s*([./\-'+*^])\s*/g, '$1');
}

const escape = /\\(?:(["'\\])|([nrt])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6}))/g;
const controls: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

const plain = /^[\p{L}_][\p{L}\p{N}_ ]*$/u;
/** Words of the grammar within a name; `and`, `or`, `then` and `else` are looked for only in declared names. */
const words = /(?:^| )(?:in|for|not|return|some|every|satisfies|between|instance|function|if)(?: |$)/;
const junctions = /(?:^| )(?:and|or|then|else)(?: |$)/;

/** Whether the grammar reads a name as a name without knowing it. */
export function isPlainName(name: string, declared: boolean): boolean {
  return plain.test(name) && !words.test(name) && !(declared && junctions.test(name));
}

/** Whether a source may contain names that the grammar must know. */
export function mayNameSpecially(source: string): boolean {
  const bare = source.replace(/"(?:[^"\\]|\\.)*"/g, '');
  return /['/+*^-]/.test(bare) || words.test(bare);
}

/** What a string literal with its quotes stands for. */
export function stringOf(literal: string): string {
  const text = literal.trim().slice(1, -1);
  if (!text.includes('\\')) return text;
  return text.replace(escape, (all, sign?: string, control?: string, unit?: string, point?: string) => {
    if (sign !== undefined) return sign;
    if (control !== undefined) return controls[control] ?? all;
    const code = parseInt(unit ?? point ?? '', 16);
    return code > 0x10ffff ? all : unit ? String.fromCharCode(code) : String.fromCodePoint(code);
  });
}
