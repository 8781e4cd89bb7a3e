import type { FeelType } from '../check/types.js';
import type { Run, Site } from '../run.js';
import { Special } from './value.js';
import type { Kind, Value } from './value.js';

/** What is called with positional arguments; `site` is where, for problems. */
export type Call = (run: Run, args: Value[], site: Site) => Value;

/** What is known of a function's parameters and its result. */
export interface Signature {
  parameters: FeelType[];
  result: FeelType;
}

export class FeelFunction extends Special {
  readonly kind: Kind = 'function';

  constructor(
    readonly parameters: string[],
    readonly call: Call,
    /** variables it sees by their slot; a function in a context sees itself */
    readonly slots: Value[] | null = null,
    /** takes any number of arguments */
    readonly variadic = false,
    readonly signature: (() => Signature) | null = null,
  ) {
    super();
  }

  toString(): string {
    return `function(${this.parameters.join(', ')})`;
  }
}
