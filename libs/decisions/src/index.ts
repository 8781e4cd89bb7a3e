export * from './types.js';
export { checkDecisions } from './check.js';
export { evaluateDecision } from './evaluate.js';
export { readDmn } from './read.js';
export {
  analyseTable,
  compareDecisions,
  compareTables,
  differenceText,
  Declarations,
  inspectTable,
  jsonOf,
  sampleInputs,
} from './analysis/index.js';
export type * from './analysis/index.js';
export { readCases, rowCoverage, runCase } from './cases/index.js';
export type * from './cases/index.js';
