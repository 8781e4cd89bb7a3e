import type { Code } from '../rule.js';

/** Codes found elsewhere than in rules, for the documentation. */
export type Codes = Readonly<Record<string, Code>>;
