import { compileExpression, compileUnaryTests } from '@zusteuerung/feel';
import { finding } from './findings.js';
import { list, one, textOf } from './moddle.js';
import type { Raw } from './moddle.js';
import type { Aggregation, Decision, DecisionTable, HitPolicy, TableOutput, TableRule } from './types.js';

const hitPolicies: readonly string[] = ['UNIQUE', 'FIRST', 'COLLECT'];

/** The logic of a decision, or why it can't be evaluated. */
export function readLogic(decision: Raw): Pick<Decision, 'logic' | 'refused'> {
  const raw = one(decision['decisionLogic']);
  if (!raw) return refuse(decision, 'DMN_NO_LOGIC', 'hat noch keine Tabelle', 'has no logic yet');
  if (raw.$type === 'dmn:LiteralExpression') return { logic: readLiteral(raw), refused: null };
  if (raw.$type !== 'dmn:DecisionTable') {
    const kind = raw.$type.replace('dmn:', '');
    return refuse(
      decision,
      'DMN_UNSUPPORTED',
      `ist als „${kind}“ beschrieben; ausgeführt werden Entscheidungstabellen und Ausdrücke`,
      `is a "${kind}"; decision tables and literal expressions are executed`,
    );
  }
  const policy = String(raw['hitPolicy'] ?? 'UNIQUE');
  if (!hitPolicies.includes(policy))
    return refuse(
      decision,
      'DMN_UNSUPPORTED_HIT_POLICY',
      `verwendet die Trefferregel ${policy}; ausgeführt werden UNIQUE, FIRST und COLLECT`,
      `uses the hit policy ${policy}; UNIQUE, FIRST and COLLECT are executed`,
    );
  return { logic: readTable(raw, policy as HitPolicy), refused: null };
}

function refuse(
  decision: Raw,
  code: string,
  de: string,
  en: string,
): { logic: null; refused: Decision['refused'] } {
  const name = decision.name ?? decision.id ?? '';
  const refused = finding(
    code,
    'error',
    decision.id,
    `Die Entscheidung „${name}“ ${de}.`,
    `Decision "${name}" ${en}.`,
  );
  return { logic: null, refused };
}

function readLiteral(raw: Raw): Decision['logic'] {
  const source = textOf(raw);
  return { kind: 'literal', id: raw.id ?? '', source, expression: compileExpression(source).expression };
}

function readTable(raw: Raw, hitPolicy: HitPolicy): DecisionTable {
  const annotationNames = list(raw['annotation']).map((clause) => clause.name ?? '');
  return {
    kind: 'table',
    id: raw.id ?? '',
    hitPolicy,
    aggregation: hitPolicy === 'COLLECT' ? ((raw['aggregation'] as Aggregation | undefined) ?? null) : null,
    inputs: list(raw['input']).map(readInput),
    outputs: list(raw['output']).map(readOutput),
    rules: list(raw['rule']).map((rule, index) => readRule(rule, index + 1, annotationNames)),
  };
}

function readInput(raw: Raw): DecisionTable['inputs'][number] {
  const inner = one(raw['inputExpression']);
  const source = textOf(inner);
  const allowedText = textOf(raw['inputValues']) || null;
  return {
    id: raw.id ?? '',
    label: raw.label ?? source,
    source,
    expression: compileExpression(source).expression,
    type: inner?.typeRef ?? null,
    allowedText,
    allowedValues: allowedText === null ? null : compileUnaryTests(allowedText).test,
  };
}

function readOutput(raw: Raw): TableOutput {
  const fallback = textOf(raw['defaultOutputEntry']);
  return {
    id: raw.id ?? '',
    name: raw.name ?? null,
    label: raw.label ?? raw.name ?? '',
    type: raw.typeRef ?? null,
    fallback: fallback === '' ? null : compileExpression(fallback).expression,
  };
}

function readRule(raw: Raw, number: number, annotationNames: string[]): TableRule {
  return {
    id: raw.id ?? '',
    number,
    inputs: list(raw['inputEntry']).map((cell) => {
      const source = textOf(cell);
      const open = source === '' || source === '-';
      return { id: cell.id ?? '', source, test: open ? null : compileUnaryTests(source).test };
    }),
    outputs: list(raw['outputEntry']).map((cell) => {
      const source = textOf(cell);
      return { id: cell.id ?? '', source, expression: compileExpression(source).expression };
    }),
    annotations: readAnnotations(raw, annotationNames),
  };
}

/** Named columns, and the description that dmn-js shows as its one annotation column. */
function readAnnotations(raw: Raw, names: string[]): TableRule['annotations'] {
  const columns = list(raw['annotationEntry']).map((entry, i) => ({
    name: names[i] ?? '',
    text: textOf(entry),
  }));
  const description = raw['description'];
  if (typeof description === 'string' && description.trim() !== '')
    columns.push({ name: 'Anmerkung', text: description.trim() });
  return columns.filter(({ text }) => text !== '');
}
