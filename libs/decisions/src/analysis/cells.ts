import { temporalOf } from './temporal.js';

export type Temporal =
  'date' | 'date and time' | 'local date and time' | 'days and time duration' | 'years and months duration';
export type Kind = 'number' | 'string' | 'boolean' | Temporal;

/** A constant of a cell; dates, moments and durations count as numbers (see `temporalOf`), ordered like these. */
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
  /\s*(?:(?<not>not\s*\()|(?<text>"[^"\\]*")|(?<number>-?(?:\d+(?:\.\d+)?|\.\d+)(?![\w]))|(?<word>true|false|null)(?!\w)|(?<maker>date and time|date|duration)\(\s*"(?<made>[^"\\]*)"\s*\)|@"(?<at>[^"\\]*)"|(?<sign><=|>=|!=|\.\.|[=<>[\](),]))/y;

const mostDigits = 15;

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

/** Whether a value may pass a test; true as well where the test is more than comparisons of constants. */
export function mayPass(test: string, value: Constant): boolean {
  const cell = parseCell(test);
  if (cell === null || cell === 'any') return true;
  return cell.pieces.some((piece) => passes(piece, value)) !== cell.negated;
}

/** Whether two constants, or nothing and nothing, are the same. */
export function sameConstant(a: Constant | null, b: Constant | null): boolean {
  return a?.kind === b?.kind && a?.value === b?.value;
}

function passes(piece: Piece, value: Constant): boolean {
  if (piece.op !== 'between') return sameConstant(piece.at, value) === (piece.op === 'is');
  const { low, lowIn, high, highIn } = piece;
  const above =
    !low || (low.kind === value.kind && (lowIn ? value.value >= low.value : value.value > low.value));
  const below =
    !high || (high.kind === value.kind && (highIn ? value.value <= high.value : value.value < high.value));
  return above && below;
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
  const { not, text, number, word, maker, made, at, sign } = groups;
  if (not) return { sign: 'not(' };
  if (sign) return { sign };
  if (text) return { constant: { kind: 'string', value: text.slice(1, -1) } };
  if (word) return { constant: word === 'null' ? null : { kind: 'boolean', value: word === 'true' } };
  if (number) {
    const digits = number.replace(/[-.]/g, '').length;
    return digits > mostDigits ? null : { constant: { kind: 'number', value: Number(number) + 0 } };
  }
  const constant = temporalOf(maker ?? null, made ?? at ?? '');
  return constant && { constant };
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
