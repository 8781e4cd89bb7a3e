import type { InstanceState } from '../state.js';

/** A point between two moves of an exploration: a state, the tokens that still have to advance, and what is remembered. */
export interface Situation {
  state: InstanceState;
  /** keys of tokens, first in first out; empty: all is at rest */
  queue: readonly string[];
  marks: Marks;
}

/** What is remembered beside the state to tell sound from unsound; by keys of tokens and scopes. */
export interface Marks {
  /** what others have passed meanwhile and the token may still pass as well: activities, events, flows into joins */
  passed: ReadonlyMap<string, ReadonlySet<string>>;
  /** scopes in which an end has been reached */
  ended: ReadonlySet<string>;
  /** tokens that a non-interrupting boundary event has begun, and what became of them */
  handlers: ReadonlyMap<string, Handling>;
}

export interface Handling {
  /** the boundary event */
  event: string;
  /** different for each time that it has fired */
  firing: string;
}

export const noMarks: Marks = { passed: new Map(), ended: new Set(), handlers: new Map() };

/** What happens from outside: a command for one wait state, or a signal for all that wait for it. */
export type OutsideEvent =
  | { type: 'fire'; element: string; nth: number; key: string; isTask: boolean }
  | { type: 'signal'; name: string; element: string; nth: number; key: string }
  | { type: 'error' | 'escalation'; element: string; nth: number; key: string; code: string };

/** How an instance begins. */
export interface Beginning {
  process: string;
  startEvent?: string;
  definition?: number;
}

/** A question that data would answer, and what was answered. */
export interface Choice {
  element: string;
  index: number;
  count: number;
}
