export * from './organisation.js';
export * from './deployment.js';
export * from './instance.js';
export * from './work.js';
export * from './events.js';
export * from './konto.js';
export * from './vorgang.js';
export * from './audit.js';
