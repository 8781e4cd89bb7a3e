export * from './gruppe.js';
export * from './kommune.js';
export * from './meldestatus.js';
export * from './personenbezug.js';
export * from './referenz.js';
export * from './rollen.js';
export * from './stufe.js';
export * from './aufbewahrung.js';
