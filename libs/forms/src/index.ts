export * from './types.js';
export { describeAnswers } from './describe.js';
export { jsonErrorPlace } from './json-place.js';
export { readPath } from './paths.js';
export { readForm } from './read.js';
export { steps, visibleFields } from './steps.js';
export { separatePerson, validateAnswers } from './validate.js';
