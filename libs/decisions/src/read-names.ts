import { compileExpression, compileUnaryTests } from '@zusteuerung/feel';
import type { CompileOptions, Expression, UnaryTest } from '@zusteuerung/feel';
import type { Raw } from './moddle.js';

const plainName = /^[\p{L}_][\p{L}\p{N}_]*(?: [\p{L}\p{N}_]+)*$/u;
const grammar =
  /(?:^| )(?:and|between|else|every|external|for|function|if|in|instance|not|of|or|return|satisfies|some|then)(?: |$)/;

/** Compiles the expressions of one model, whose names may hold signs and words of the grammar. */
export class Compiler {
  private readonly special: [name: string, tight: string][];

  constructor(root: Raw) {
    const names = new Set<string>();
    collect(root, names, 0);
    this.special = [...names]
      .filter((name) => !plainName.test(name) || grammar.test(name))
      .map((name) => [name, tight(name)]);
  }

  expression(source: string): Expression | null {
    return compileExpression(source, this.options(source)).expression;
  }

  tests(source: string): UnaryTest | null {
    return compileUnaryTests(source, this.options(source)).test;
  }

  private options(source: string): CompileOptions {
    if (this.special.length === 0) return {};
    const squeezed = tight(source);
    const found = this.special.filter(([, name]) => squeezed.includes(name));
    return found.length === 0 ? {} : { names: Object.fromEntries(found.map(([name]) => [name, true])) };
  }
}

function tight(text: string): string {
  return text.replace(/\s+/g, '');
}

/** All names in a model, of whatever is named there. */
function collect(value: unknown, names: Set<string>, depth: number): void {
  if (value === null || typeof value !== 'object' || depth > 200) return;
  if (Array.isArray(value)) {
    for (const inner of value) collect(inner, names, depth + 1);
    return;
  }
  const { name, iteratorVariable } = value as Raw;
  if (typeof name === 'string' && name !== '') names.add(name);
  if (typeof iteratorVariable === 'string') names.add(iteratorVariable);
  for (const key of Object.keys(value)) if (key !== '$parent') collect((value as Raw)[key], names, depth + 1);
}
