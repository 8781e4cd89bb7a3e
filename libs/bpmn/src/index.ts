export type * from './model.js';
export type { Finding } from './findings.js';
export { readBpmn, readStoredBpmn } from './read.js';
export { rewriteBpmn, type BpmnTree } from './write.js';
export type { Raw as BpmnElement } from './moddle.js';
