import type { Finding, Problem } from './types.js';

/** Why a value is null, or is not what was asked for. */
export type Code =
  | 'FEEL_NO_VARIABLE'
  | 'FEEL_NO_ENTRY'
  | 'FEEL_NOT_COMPARABLE'
  | 'FEEL_TYPE'
  | 'FEEL_ARITHMETIC'
  | 'FEEL_ARGUMENTS'
  | 'FEEL_NO_FUNCTION'
  | 'FEEL_DUPLICATE_ENTRY'
  | 'FEEL_UNSUPPORTED'
  | 'FEEL_BUDGET';

const texts: Record<Code, { de: string; en: string }> = {
  FEEL_NO_VARIABLE: { de: 'Diese Variable gibt es nicht', en: 'There is no such variable' },
  FEEL_NO_ENTRY: { de: 'Diesen Eintrag gibt es nicht', en: 'There is no such entry' },
  FEEL_NOT_COMPARABLE: {
    de: 'Diese Werte lassen sich nicht vergleichen',
    en: 'These values cannot be compared',
  },
  FEEL_TYPE: { de: 'Damit lässt sich nicht rechnen', en: 'This cannot be computed' },
  FEEL_ARITHMETIC: { de: 'Diese Rechnung hat kein Ergebnis', en: 'This computation has no result' },
  FEEL_ARGUMENTS: {
    de: 'Diese Angaben passen nicht zur Funktion',
    en: 'These arguments do not fit the function',
  },
  FEEL_NO_FUNCTION: { de: 'Diese Funktion gibt es nicht', en: 'There is no such function' },
  FEEL_DUPLICATE_ENTRY: {
    de: 'Dieser Kontext nennt einen Eintrag zweimal',
    en: 'This context names an entry twice',
  },
  FEEL_UNSUPPORTED: { de: 'Das wird nicht unterstützt', en: 'This is not supported' },
  FEEL_BUDGET: {
    de: 'Der Ausdruck kostet zu viel und wurde abgebrochen',
    en: 'The expression costs too much and was stopped',
  },
};

const longest = 300;

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)} …` : text;
}

/** A problem at a part of a source; `reason` says more about it. */
export function problemAt(code: Code, part: string, source: string, reason?: string): Problem {
  const { de, en } = texts[code];
  const [shownPart, shownSource] = [shortened(part.trim()), shortened(source)];
  const more = reason ? ` (${reason})` : '';
  return {
    code,
    message: {
      de: `${de}: „${shownPart}“ in „${shownSource}“${more}.`,
      en: `${en}: "${shownPart}" in "${shownSource}"${more}.`,
    },
  };
}

/** A syntax error with its place, counted from 1. */
export function syntaxFinding(source: string, error: number | 'size'): Finding {
  if (source.trim() === '')
    return finding('FEEL_EMPTY', 'Hier fehlt ein Ausdruck.', 'An expression is missing here.');
  if (error === 'size')
    return finding(
      'FEEL_BUDGET',
      `Der Ausdruck „${source.slice(0, 40)} …“ ist zu lang oder zu tief verschachtelt.`,
      `The expression "${source.slice(0, 40)} …" is too long or nested too deeply.`,
    );
  const rest = source.slice(error).trim();
  return finding(
    'FEEL_SYNTAX',
    rest === ''
      ? `Der Ausdruck „${source}“ ist unvollständig.`
      : `Der Ausdruck „${source}“ ist ab Stelle ${error + 1} („${rest.slice(0, 20)}“) nicht zu lesen.`,
    rest === ''
      ? `The expression "${source}" is incomplete.`
      : `The expression "${source}" can't be read from position ${error + 1} ("${rest.slice(0, 20)}").`,
  );
}

function finding(code: string, de: string, en: string): Finding {
  return { code, severity: 'error', message: { de, en } };
}
