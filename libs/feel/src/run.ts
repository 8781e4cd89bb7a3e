import { problemAt } from './problems.js';
import type { Code } from './problems.js';
import type { FeelContext, Problem } from './types.js';
import type { Value } from './values/value.js';

/** How much one evaluation may cost. */
export interface Budget {
  /** operations, weighed by what they cost; 100,000 take some ten milliseconds */
  steps: number;
  /** functions that call one another */
  depth: number;
  /** characters of a string */
  text: number;
}

export const defaultBudget: Budget = { steps: 120_000, depth: 256, text: 1_000_000 };

/** Thrown where an evaluation has used up its budget; caught where it began. */
export class BudgetExceeded extends Error {}

/** A part of a source that problems name. */
export interface Site {
  readonly source: string;
  readonly from: number;
  readonly to: number;
}

const mostProblems = 20;

/** One evaluation: what it sees, what it has cost, what it doubts. */
export class Run {
  problems: Problem[] | null = null;
  /** where problems were noted already */
  private readonly noted = new Map<Site, Code[]>();
  left: number;
  depth = 0;
  /** above zero: problems are not noted */
  quiet = 0;

  constructor(
    public context: FeelContext,
    readonly now: string,
    public slots: Value[],
    readonly budget: Budget,
  ) {
    this.left = budget.steps;
  }

  /** Counts the cost of what comes next. */
  tick(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new BudgetExceeded();
  }

  /** Counts the cost of a string. */
  text(value: string): string {
    if (value.length > this.budget.text) throw new BudgetExceeded();
    this.tick(value.length >> 4);
    return value;
  }

  /** Notes why a value is null. */
  doubt(code: Code, site: Site, reason?: string): null {
    this.tick(20);
    if (this.quiet > 0 || (this.problems && this.problems.length >= mostProblems)) return null;
    const before = this.noted.get(site) ?? [];
    if (reason === undefined && before.includes(code)) return null;
    this.noted.set(site, [...before, code]);
    const problem = problemAt(code, site.source.slice(site.from, site.to), site.source, reason);
    this.problems ??= [];
    if (!this.problems.some(({ message }) => message.de === problem.message.de)) this.problems.push(problem);
    return null;
  }
}
