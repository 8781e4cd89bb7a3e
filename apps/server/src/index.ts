export { createApiDocument } from './start/openapi.js';
