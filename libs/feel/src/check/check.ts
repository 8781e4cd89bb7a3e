import type { Node, Tests } from '../parse/ast.js';
import type { KnownNames } from '../parse/parse.js';
import { isPlainName } from '../parse/text.js';
import { problemAt } from '../problems.js';
import type { CompileOptions, Finding } from '../types.js';
import { Names, infer, inferTest } from './infer.js';
import type { Report } from './infer.js';
import { nearest } from './near.js';
import type { FeelType } from './types.js';

/** Names that do not exist are errors, types that don't fit warnings; nothing when no inputs are declared. */
export function checkExpression(tree: Node, source: string, { inputs }: CompileOptions): Finding[] {
  return inputs ? collect(source, (report) => infer(tree, namesOf(inputs), report)) : [];
}

export function checkTests({ tests }: Tests, source: string, { inputs, tested }: CompileOptions): Finding[] {
  if (!inputs) return [];
  const names = namesOf(inputs);
  return collect(source, (report) =>
    tests?.forEach((test) => inferTest(test, tested ?? 'any', names, report)),
  );
}

function namesOf(inputs: { [name: string]: FeelType }): Names {
  return new Names(new Map(Object.entries(inputs)));
}

const errors = new Set(['FEEL_NO_VARIABLE', 'FEEL_NO_ENTRY', 'FEEL_NO_FUNCTION']);

function collect(source: string, visit: (report: Report) => void): Finding[] {
  const found = new Map<string, Finding>();
  visit((code, { from, to }, known = []) => {
    const part = source.slice(from, to);
    const { message } = problemAt(code, part, source);
    const near = nearest(part.trim(), known);
    const fix = near && { fix: { de: `Meinten Sie „${near}“?`, en: `Did you mean "${near}"?` } };
    found.set(message.de, { code, severity: errors.has(code) ? 'error' : 'warning', message, ...fix });
  });
  return [...found.values()];
}

/** The names among the declared ones that the grammar must know to read them as names. */
export function knownNames({ inputs, names }: CompileOptions): KnownNames | null {
  const declared = inputs ? specialOf({ context: inputs }) : null;
  return declared || names ? { ...declared, ...names } : null;
}

function specialOf(type: FeelType): KnownNames | null {
  if (typeof type !== 'object') return null;
  if ('list' in type) return specialOf(type.list);
  if ('range' in type) return null;
  const found: KnownNames = {};
  for (const [name, inner] of Object.entries(type.context)) {
    const below = specialOf(inner);
    if (below || !isPlainName(name, true)) found[name] = below ?? true;
  }
  return Object.keys(found).length > 0 ? found : null;
}
