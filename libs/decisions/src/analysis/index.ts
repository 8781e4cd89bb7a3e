export { analyseTable, analysisBeside } from './analyse.js';
export { compareDecisions } from './compare.js';
export type { Comparison, Difference, Outcome } from './compare.js';
export { inspectTable } from './inspect.js';
export type { ExampleValue, Gap, Inspection } from './inspect.js';
export { sampleInputs } from './samples.js';
