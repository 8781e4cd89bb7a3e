import type { Warning } from 'feelin';
import { tolerant } from './builtins.js';
import type { Finding, Problem } from './types.js';

const codes: Record<Warning['type'], { code: string; de: string }> = {
  NO_VARIABLE_FOUND: { code: 'FEEL_NO_VARIABLE', de: 'Diese Variable gibt es nicht' },
  NO_CONTEXT_ENTRY_FOUND: { code: 'FEEL_NO_ENTRY', de: 'Diesen Eintrag gibt es nicht' },
  NO_PROPERTY_FOUND: { code: 'FEEL_NO_ENTRY', de: 'Diesen Eintrag gibt es nicht' },
  NOT_COMPARABLE: { code: 'FEEL_NOT_COMPARABLE', de: 'Diese Werte lassen sich nicht vergleichen' },
  INVALID_TYPE: { code: 'FEEL_TYPE', de: 'Damit lässt sich nicht rechnen' },
  INVALID_ARGUMENTS: { code: 'FEEL_ARGUMENTS', de: 'Diese Angaben passen nicht zur Funktion' },
  NO_FUNCTION_FOUND: { code: 'FEEL_NO_FUNCTION', de: 'Diese Funktion gibt es nicht' },
  FUNCTION_INVOCATION_FAILURE: { code: 'FEEL_ARGUMENTS', de: 'Diese Angaben passen nicht zur Funktion' },
  UNSUPPORTED: { code: 'FEEL_UNSUPPORTED', de: 'Das wird nicht unterstützt' },
};

/** The doubts of feelin as problems; an absent variable inside `is defined(…)` is none. */
export function toProblems(warnings: Warning[], source: string): Problem[] {
  const problems = new Map<string, Problem>();
  for (const { type, message, position } of warnings) {
    const absent = type === 'NO_VARIABLE_FOUND' || codes[type].code === 'FEEL_NO_ENTRY';
    if (absent && tolerant.test(source.slice(0, position.from))) continue;
    const { code, de } = codes[type];
    const part = source.slice(position.from, position.to).trim();
    problems.set(`${code} ${part}`, {
      code,
      message: { de: `${de}: „${part}“ in „${source}“.`, en: `${message} in "${source}".` },
    });
  }
  return [...problems.values()];
}

/** What went wrong inside feelin itself, such as a name among the variables that changes the reading. */
export function evaluationProblem(error: unknown, source: string): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: 'FEEL_EVALUATION',
    message: {
      de: `Der Ausdruck „${source}“ ließ sich nicht auswerten (${reason}).`,
      en: `The expression "${source}" could not be evaluated (${reason}).`,
    },
  };
}

/** A syntax error with its place, counted from 1. */
export function syntaxFinding(source: string, from: number): Finding {
  if (source.trim() === '')
    return finding('FEEL_EMPTY', 'Hier fehlt ein Ausdruck.', 'An expression is missing here.');
  const rest = source.slice(from).trim();
  const atEnd = rest === '';
  return finding(
    'FEEL_SYNTAX',
    atEnd
      ? `Der Ausdruck „${source}“ ist unvollständig.`
      : `Der Ausdruck „${source}“ ist ab Stelle ${from + 1} („${rest.slice(0, 20)}“) nicht zu lesen.`,
    atEnd
      ? `The expression "${source}" is incomplete.`
      : `The expression "${source}" can't be read from position ${from + 1} ("${rest.slice(0, 20)}").`,
  );
}

function finding(code: string, de: string, en: string): Finding {
  return { code, severity: 'error', message: { de, en } };
}
