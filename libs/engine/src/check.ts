import type { Finding } from './definition.js';
import type { ModelSet } from './compile/compile.js';

/** All findings of a set of models, for `zst check`, the editor and deployment; empty: may be deployed. */
export function checkModels(_source: ModelSet): Finding[] {
  throw new Error('checkModels is being written');
}
