export type * from './model.js';
export type { Finding } from './findings.js';
export { readBpmn } from './read.js';
