import { FeelFunction, evaluate } from 'feelin';
import type { EvaluationResult, Warning } from 'feelin';

/** Camunda's reading of FEEL: names with special characters may stand in backticks. */
export const dialect = 'camunda';

const head = 'function() ';

/** What an evaluation may see, by name; undefined is an unknown variable. */
export type Lookup = (name: string) => unknown;

/**
 * Names as properties that are looked up anew at each call. feelin copies a plain object when it is handed in, an
 * instance of a class only when the function is called.
 */
class Scope {
  constructor(names: string[], lookup: Lookup) {
    for (const name of names)
      Object.defineProperty(this, name, { enumerable: true, get: () => lookup(name) });
  }
}

/**
 * A source that was parsed once. feelin itself parses at every evaluation, but a FEEL function keeps its parsed
 * body, so the source becomes the body of one. Not reentrant; an evaluation never calls itself.
 */
export class Prepared {
  private lookup: Lookup = () => undefined;
  private readonly body: FeelFunction;
  private readonly warnings: Warning[];

  /** Throws what feelin throws for a source it can't read. */
  constructor(source: string, names: string[]) {
    const scope = new Scope(names, (name) => this.lookup(name));
    const { value, warnings } = evaluate(head + source, scope as Record<string, unknown>, dialect);
    if (!(value instanceof FeelFunction)) throw new Error('not a function body');
    this.body = value;
    this.warnings = warnings;
  }

  run(lookup: Lookup): EvaluationResult<unknown> {
    this.warnings.length = 0;
    this.lookup = lookup;
    const value: unknown = this.body.invoke([]);
    this.lookup = () => undefined;
    return { value, warnings: this.warnings.map(moved) };
  }
}

/** Places count from the start of the source. */
function moved(warning: Warning): Warning {
  const { from, to } = warning.position;
  return { ...warning, position: { from: from - head.length, to: to - head.length } };
}
