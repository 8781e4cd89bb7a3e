export { readCases } from './read.js';
export type { DecisionCase, Text } from './read.js';
export { rowCoverage, runCase } from './run.js';
export type { CaseResult, RowCoverage } from './run.js';
