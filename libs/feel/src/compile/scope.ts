import type { At, Node } from '../parse/ast.js';
import type { Run, Site } from '../run.js';
import type { Value } from '../values/value.js';

/** A compiled expression. */
export type Code = (run: Run) => Value;
/** A compiled test of a value; null: can't be decided. */
export type TestCode = (run: Run, input: Value) => boolean | null;

/** Where a name may be found besides the variables. */
export interface Found {
  /** slots of filtered elements whose entries come first, innermost first */
  elements: number[];
  slot: number | null;
}

/** Names bound within an expression, innermost first. */
export class Scope {
  private constructor(
    private readonly name: string | null,
    private readonly slot: number,
    private readonly outer: Scope | null,
  ) {}

  static readonly empty = new Scope(null, -1, null);

  bind(name: string, slot: number): Scope {
    return new Scope(name, slot, this);
  }

  /** Within, entries of the element in the slot count as names. */
  element(slot: number): Scope {
    return new Scope(null, slot, this);
  }

  find(name: string, elements: number[] = []): Found {
    if (this.name === name) return { elements, slot: this.slot };
    if (this.name === null && this.slot >= 0) elements.push(this.slot);
    return this.outer ? this.outer.find(name, elements) : { elements, slot: null };
  }
}

/** What the parts of the compiler share while one expression is compiled. */
export interface Compiler {
  readonly source: string;
  code(node: Node, scope: Scope): Code;
  /** A place for a value during an evaluation. */
  slot(): number;
  site(at: At): Site;
  /** Within `body` absent variables and entries are null without a doubt. */
  tolerant<T>(body: () => T): T;
  readonly tolerates: boolean;
  test(node: Node, scope: Scope, input: number): TestCode;
}
