export type Kind = 'number' | 'string' | 'boolean' | 'date';

/** A constant of a cell; a date counts as the number of its day, so that dates are ordered like numbers. */
export interface Constant {
  kind: Kind;
  value: number | string | boolean;
}

/** What a cell asks for, one of several alternatives. */
export type Piece =
  | { op: 'is' | 'isNot'; at: Constant | null }
  | { op: 'between'; low: Constant | null; lowIn: boolean; high: Constant | null; highIn: boolean };

export interface Cell {
  negated: boolean;
  pieces: Piece[];
}

const token =
  /\s*(?:(?<not>not\s*\()|(?<text>"[^"\\]*")|(?<number>-?(?:\d+(?:\.\d+)?|\.\d+)(?![\w]))|(?<word>true|false|null)(?!\w)|date\(\s*"(?<called>\d{4}-\d\d-\d\d)"\s*\)|@"(?<at>\d{4}-\d\d-\d\d)"|(?<sign><=|>=|!=|\.\.|[=<>[\](),]))/y;

const mostDigits = 15;
const day = 86_400_000;

type Token = { sign: string } | { constant: Constant | null };

/** The constraints a cell holds; `any` for a dash; null when it is more than comparisons of constants. */
export function parseCell(source: string): Cell | 'any' | null {
  if (source.trim() === '' || source.trim() === '-') return 'any';
  const tokens = tokensOf(source.trim());
  if (!tokens) return null;
  const negated = isSign(tokens[0], 'not(');
  if (negated && !isSign(tokens.pop(), ')')) return null;
  if (negated) tokens.shift();
  const pieces: Piece[] = [];
  do {
    const piece = readPiece(tokens);
    if (!piece) return null;
    pieces.push(piece);
  } while (isSign(tokens.shift(), ',') && tokens.length > 0);
  return tokens.length === 0 && !source.trim().endsWith(',') ? { negated, pieces } : null;
}

/** The constant a cell of a result is; undefined when it is anything else. */
export function parseConstant(source: string): Constant | null | undefined {
  const cell = parseCell(source);
  if (cell === null || cell === 'any' || cell.negated || cell.pieces.length !== 1) return undefined;
  const [piece] = cell.pieces;
  return piece?.op === 'is' && !/^\s*=/.test(source) ? piece.at : undefined;
}

/** The day of a date as FEEL writes it. */
export function dateText(value: number): string {
  return new Date(value * day).toISOString().replace(/T.*/, '').replace(/^\+0*/, '');
}

function tokensOf(source: string): Token[] | null {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const groups = token.exec(source)?.groups;
    const next = groups ? tokenOf(groups) : null;
    if (!next) return null;
    tokens.push(next);
  }
  return tokens;
}

function tokenOf(groups: Record<string, string | undefined>): Token | null {
  const { not, text, number, word, called, at, sign } = groups;
  if (not) return { sign: 'not(' };
  if (sign) return { sign };
  if (text) return { constant: { kind: 'string', value: text.slice(1, -1) } };
  if (word) return { constant: word === 'null' ? null : { kind: 'boolean', value: word === 'true' } };
  if (number) {
    const digits = number.replace(/[-.]/g, '').length;
    return digits > mostDigits ? null : { constant: { kind: 'number', value: Number(number) + 0 } };
  }
  const date = called ?? at ?? '';
  const value = Date.parse(`${date}T00:00:00Z`) / day;
  if (!Number.isInteger(value) || dateText(value) !== date) return null;
  return { constant: { kind: 'date', value } };
}

const isSign = (token: Token | undefined, sign: string) =>
  token !== undefined && 'sign' in token && token.sign === sign;

function readPiece(tokens: Token[]): Piece | null {
  const first = tokens.shift();
  if (!first) return null;
  if ('constant' in first) return { op: 'is', at: first.constant };
  if (/^[[(\]]$/.test(first.sign)) return readInterval(first.sign === '[', tokens);
  const operand = tokens.shift();
  if (!operand || !('constant' in operand)) return null;
  const at = operand.constant;
  if (first.sign === '=') return { op: 'is', at };
  if (first.sign === '!=') return { op: 'isNot', at };
  if (!at || at.kind === 'boolean') return null;
  const included = first.sign.endsWith('=');
  if (first.sign.startsWith('<'))
    return { op: 'between', low: null, lowIn: false, high: at, highIn: included };
  if (first.sign.startsWith('>'))
    return { op: 'between', low: at, lowIn: included, high: null, highIn: false };
  return null;
}

function readInterval(lowIn: boolean, tokens: Token[]): Piece | null {
  const [low, dots, high, end] = tokens.splice(0, 4);
  if (!low || !high || !end || !('constant' in low) || !('constant' in high) || !('sign' in end)) return null;
  if (!isSign(dots, '..') || !/^[\])[]$/.test(end.sign)) return null;
  if (!low.constant || !high.constant || low.constant.kind !== high.constant.kind) return null;
  if (low.constant.kind === 'boolean') return null;
  return { op: 'between', low: low.constant, lowIn, high: high.constant, highIn: end.sign === ']' };
}
