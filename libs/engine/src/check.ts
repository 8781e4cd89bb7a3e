import { checkDecisions } from '@zusteuerung/decisions';
import { compile } from './compile/compile.js';
import type { ModelSet } from './compile/compile.js';
import type { Finding } from './definition.js';

/** All findings of a set of models, for `zst check`, the editor and deployment; an error forbids deployment. */
export function checkModels(source: ModelSet): Finding[] {
  const others = (index: number) => source.decisions.filter((_, other) => other !== index);
  const tables = source.decisions.flatMap((model, index) => checkDecisions(model, others(index)));
  return [...compile(source).findings, ...tables];
}
