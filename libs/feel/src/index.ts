export * from './types.js';
export { compileExpression, compileUnaryTests } from './compile.js';
export { toJson } from './json.js';
