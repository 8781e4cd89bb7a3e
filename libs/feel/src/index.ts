export * from './types.js';
export { compileExpression, compileUnaryTests } from './expression.js';
export { toJson } from './json.js';
