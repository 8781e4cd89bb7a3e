import { compileExpression } from '@zusteuerung/feel';
import type { Expression, Finding } from '@zusteuerung/feel';

/** A text from the model: FEEL (compiled once) or, without `=`, itself. */
export interface Source {
  text: string;
  /** null: the text is the value */
  expression: Expression | null;
  /** free variables that the expression itself tests for absence */
  optional: ReadonlySet<string>;
}

/** Reads `=expression` or a plain text. */
export function readSource(text: string): { source: Source; findings: Finding[] } {
  if (!text.startsWith('=')) return { source: { text, expression: null, optional: new Set() }, findings: [] };
  return readFeel(text.slice(1));
}

/** Reads a text that can only be FEEL, such as a condition; the `=` may be missing. */
export function readFeel(text: string): { source: Source; findings: Finding[] } {
  const feel = (text.startsWith('=') ? text.slice(1) : text).trim();
  const { expression, findings } = compileExpression(feel);
  return { source: { text: feel, expression, optional: optionalNames(feel, expression) }, findings };
}

/** Who compares a variable with null knows that it may be absent. */
function optionalNames(feel: string, expression: Expression | null): ReadonlySet<string> {
  const tested = (expression?.names ?? []).filter((name) => {
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`(^|[^\\w.])${escaped}\\s*!?=\\s*null`).test(feel);
  });
  return new Set(tested);
}
