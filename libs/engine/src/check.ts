import { checkDecisions } from '@zusteuerung/decisions';
import { compile } from './compile/compile.js';
import type { ModelSet } from './compile/compile.js';
import type { Definition, Finding } from './definition.js';
import { checkSoundness } from './soundness/check-soundness.js';

/** All findings of a set of models, for `zst check`, the editor and deployment; an error forbids deployment. */
export function checkModels(source: ModelSet): Finding[] {
  const others = (index: number) => source.decisions.filter((_, other) => other !== index);
  const tables = source.decisions.flatMap((model, index) => checkDecisions(model, others(index)));
  const { definition, findings } = compile(source);
  return [...findings, ...(definition ? unsound(definition) : []), ...tables];
}

function unsound(definition: Definition): Finding[] {
  return checkSoundness(definition).findings.map(({ counterExample, ...finding }) => ({
    ...finding,
    ...(counterExample ? { counterExample } : {}),
  }));
}
