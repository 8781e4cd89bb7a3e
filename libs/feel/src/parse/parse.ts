import { parser, trackVariables } from 'lezer-feel';
import type { Node, Tests, TypeName } from './ast.js';
import { withoutNames } from './named-types.js';
import type { NamedTypes } from './named-types.js';
import { readSimpleExpression, readSimpleTests } from './simple.js';
import { Reader, TooDeep, partsOf } from './read.js';
import { collapsed, tight } from './text.js';
import { withListTypes } from './types.js';

/** Names that the grammar should know, with what lies below them. */
export interface KnownNames {
  [name: string]: KnownNames | true;
}

/** `error`: the place of what can't be read, or that it is too long or nested too deeply. */
export type Parsed<T> = { tree: T; error?: undefined } | { tree?: undefined; error: number | 'size' };

type Top = 'Expression' | 'UnaryTests';

const longest = 10_000;
const deepest = 200;
const nestedTypes = /(?:(?:list|range|context|function)\s*<[^<>]*){30}/;
const mostEntries = 250;
/** How many steps the parser may take; 2,000 take some fifty milliseconds at first. */
const mostSteps = 2000;
/** Up to this length the place of an error is looked for with all the care of the parser. */
const shortSource = 200;
/** Names that contain words of the grammar, so it must know them. */
const needed: KnownNames = { 'get or else': true };

export function parseExpression(
  source: string,
  known: KnownNames | null,
  types: NamedTypes | null = null,
): Parsed<Node> {
  const simple = known ? null : readSimpleExpression(source);
  if (simple) return { tree: simple };
  return parse(source, 'Expression', { known, types }, (reader, top) => reader.read(partsOf(top)[0]!));
}

/** The type of a text such as `list<date>`; null when it can't be read. */
export function parseType(text: string): TypeName | null {
  const { tree } = parseExpression(`x instance of ${text}`, null);
  return tree?.type === 'instance' ? tree.of : null;
}

/** The cell of a table; `-` and nothing are no tests. */
export function parseTests(
  source: string,
  known: KnownNames | null,
  types: NamedTypes | null = null,
): Parsed<Tests> {
  if (source.trim() === '' || source.trim() === '-') return { tree: { negated: false, tests: null } };
  const simple = known || source.length > longest ? null : readSimpleTests(source);
  if (simple) return { tree: simple };
  return parse(source, 'UnaryTests', { known, types }, (reader, top) => {
    const group = top.getChild('PositiveUnaryTests');
    const tests = group?.getChildren('PositiveUnaryTest').map((test) => reader.read(test)) ?? null;
    return top.getChild('not') ? { negated: true, tests } : negationOf(tests);
  });
}

/** A negation that the grammar took for a call of the function `not`. */
function negationOf(tests: Node[] | null): Tests {
  const only = tests?.length === 1 ? tests[0] : undefined;
  if (only?.type === 'call' && only.target.type === 'name' && only.target.name === 'not')
    return { negated: true, tests: only.positional };
  return { negated: false, tests };
}

const plain = new Map<string, typeof parser>();

function parserFor(top: Top, known: KnownNames | null): typeof parser {
  const ready = known ? undefined : plain.get(top);
  if (ready) return ready;
  const made = parser.configure({
    top,
    dialect: 'camunda',
    contextTracker: trackVariables(known ? { ...needed, ...known } : needed),
  });
  if (!known) plain.set(top, made);
  return made;
}

function parse<T>(
  source: string,
  top: Top,
  { known, types }: { known: KnownNames | null; types: NamedTypes | null },
  read: (reader: Reader, node: ReturnType<typeof parser.parse>['topNode']) => T,
): Parsed<T> {
  if (isLong(source)) return { error: 'size' };
  try {
    const text = withListTypes(source);
    const using = parserFor(top, known);
    const tree = strictly(using, text);
    if (tree === null) return { error: 'size' };
    if (typeof tree === 'number') return { error: source.length > shortSource ? tree : errorIn(using, text) };
    return { tree: read(new Reader(source, namesMeant(known), typesMeant(types)), tree.topNode) };
  } catch (problem) {
    if (problem instanceof TooDeep || problem instanceof RangeError) return { error: 'size' };
    throw problem;
  }
}

/** The tree; where there is none, the place up to which the source could be read; null when it takes too long. */
function strictly(using: typeof parser, source: string): ReturnType<typeof parser.parse> | number | null {
  const parse = using.configure({ strict: true }).startParse(source);
  try {
    for (let step = 0; step < mostSteps; step++) {
      const tree = parse.advance();
      if (tree) return tree;
    }
  } catch (problem) {
    if (problem instanceof SyntaxError) return parse.parsedPos;
    throw problem;
  }
  return null;
}

function errorIn(using: typeof parser, source: string): number {
  let error: number | null = null;
  using.parse(source).iterate({
    enter: ({ type, from }) => {
      if (type.isError) error ??= from;
    },
  });
  return error ?? source.length;
}

/**
 * Whether the parser would take long: over brackets deep within brackets, many signs in a row, and many entries of a
 * context.
 */
function isLong(source: string): boolean {
  if (source.length > longest || /(?:[-+]\s*){100}/.test(source) || nestedTypes.test(source)) return true;
  let depth = 0;
  let colons = 0;
  for (const sign of source) {
    if (sign === '(' || sign === '[' || sign === '{') depth++;
    else if (sign === ')' || sign === ']' || sign === '}') depth--;
    else if (sign === ':') colons++;
    if (depth > deepest || colons > mostEntries) return true;
  }
  return false;
}

function typesMeant(types: NamedTypes | null): (written: TypeName) => TypeName {
  return (written) => (types ? withoutNames(written, types, parseType) : written);
}

/** Known names may be written with other spaces around their signs. */
function namesMeant(known: KnownNames | null): (written: string) => string {
  if (!known) return (written) => written;
  const meant = new Map<string, string>();
  const collect = (names: KnownNames): void => {
    for (const [name, below] of Object.entries(names)) {
      meant.set(tight(collapsed(name)), name);
      if (below !== true) collect(below);
    }
  };
  collect(known);
  return (written) => meant.get(tight(written)) ?? written;
}
