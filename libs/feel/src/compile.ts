import type { Expression, Finding, UnaryTest } from './types.js';

export function compileExpression(source: string): { expression: Expression | null; findings: Finding[] } {
  return {
    expression: null,
    findings: [{ code: 'FEEL_SYNTAX', severity: 'error', message: { de: source, en: source } }],
  };
}

export function compileUnaryTests(source: string): { test: UnaryTest | null; findings: Finding[] } {
  return {
    test: null,
    findings: [{ code: 'FEEL_SYNTAX', severity: 'error', message: { de: source, en: source } }],
  };
}
