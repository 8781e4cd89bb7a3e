import { compileExpression, compileUnaryTests } from '@zusteuerung/feel';
import type { CompileOptions, Expression, UnaryTest } from '@zusteuerung/feel';
import { list } from './moddle.js';
import type { Raw } from './moddle.js';
import { typeTexts } from './read-items.js';

const plainName = /^[\p{L}_][\p{L}\p{N}_]*(?: [\p{L}\p{N}_]+)*$/u;
const grammar =
  /(?:^| )(?:and|between|else|every|external|for|function|if|in|instance|not|of|or|return|satisfies|some|then)(?: |$)/;

/** Whether a source may name a type. */
const namesTypes = /\b(?:instance\s+of|function)\b/;

type Special = [name: string, tight: string][];

/** Compiles the expressions of one model, whose names may hold signs and words of the grammar. */
export class Compiler {
  private constructor(
    private readonly special: Special,
    private readonly types: CompileOptions['types'],
  ) {}

  /** For all that stands in a model; parameters and entries with a dot count only where they are. */
  static of(root: Raw): Compiler {
    const names = new Names();
    collect(root, names, 0);
    return new Compiler(specialOf(names.everywhere), typeTexts(list(root['itemDefinition'])));
  }

  /** For one element: its own parameters and entries with a dot hide the paths that look like them. */
  within(element: Raw): Compiler {
    const names = new Names();
    collect(element, names, 0);
    if (names.dotted.size === 0) return this;
    return new Compiler([...this.special, ...specialOf(names.dotted)], this.types);
  }

  expression(source: string): Expression | null {
    return compileExpression(source, this.options(source)).expression;
  }

  tests(source: string): UnaryTest | null {
    return compileUnaryTests(source, this.options(source)).test;
  }

  private options(source: string): CompileOptions {
    const options: CompileOptions = {};
    if (namesTypes.test(source)) options.types = this.types;
    if (this.special.length === 0) return options;
    const squeezed = tight(source);
    const found = this.special.filter(([, name]) => squeezed.includes(name));
    if (found.length > 0) options.names = Object.fromEntries(found.map(([name]) => [name, true]));
    return options;
  }
}

function tight(text: string): string {
  return text.replace(/\s+/g, '');
}

class Names {
  readonly everywhere = new Set<string>();
  /** parameters and entries of contexts that hold a dot */
  readonly dotted = new Set<string>();

  add(name: unknown, local: boolean): void {
    if (typeof name !== 'string' || name === '') return;
    if (!local || !name.includes('.')) this.everywhere.add(name);
    else this.dotted.add(name);
  }
}

function specialOf(names: Set<string>): Special {
  return [...names]
    .filter((name) => !plainName.test(name) || grammar.test(name))
    .map((name) => [name, tight(name)]);
}

/** All names within, of whatever is named there; those of arguments belong to the function that is called. */
function collect(value: unknown, names: Names, depth: number, local = false): void {
  if (value === null || typeof value !== 'object' || depth > 200) return;
  if (Array.isArray(value)) {
    for (const inner of value) collect(inner, names, depth + 1, local);
    return;
  }
  const raw = value as Raw;
  names.add(raw.name, local);
  names.add(raw['iteratorVariable'], true);
  const isEntry = raw.$type === 'dmn:ContextEntry';
  for (const key of Object.keys(raw))
    if (key !== '$parent' && !(key === 'parameter' && raw.$type === 'dmn:Binding'))
      collect(raw[key], names, depth + 1, key === 'formalParameter' || (isEntry && key === 'variable'));
}
