export * from './types.js';
export { builtinNames } from './builtins/index.js';
export { compileExpression, compileUnaryTests } from './expression.js';
export { toJson } from './json.js';
export { feelFunction, functionOf, kindOfValue, runSession, sameValue, typeNamed } from './host.js';
export { deadlineAfter, germanInstant, isPeriod, laender } from './deadline.js';
export type { HostType } from './host.js';
