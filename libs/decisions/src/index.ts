export * from './types.js';
export { checkDecisions } from './check.js';
export { evaluateDecision } from './evaluate.js';
export { readDmn } from './read.js';
