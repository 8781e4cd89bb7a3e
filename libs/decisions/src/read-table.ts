import { list, one, textOf } from './moddle.js';
import type { Raw } from './moddle.js';
import type { Compiler } from './read-names.js';
import type { Aggregation, DecisionTable, HitPolicy, TableOutput, TableRule } from './types.js';

/** A decision table; rows are rules in whichever orientation it is drawn. */
export function readTable(raw: Raw, compiler: Compiler): DecisionTable {
  const hitPolicy = (raw['hitPolicy'] as HitPolicy | undefined) ?? 'UNIQUE';
  const annotationNames = list(raw['annotation']).map((clause) => clause.name ?? '');
  return {
    kind: 'table',
    id: raw.id ?? '',
    type: raw.typeRef ?? null,
    hitPolicy,
    aggregation: hitPolicy === 'COLLECT' ? ((raw['aggregation'] as Aggregation | undefined) ?? null) : null,
    inputs: list(raw['input']).map((input) => readInput(input, compiler)),
    outputs: list(raw['output']).map((output) => readOutput(output, compiler)),
    rules: list(raw['rule']).map((rule, index) => readRule(rule, index + 1, annotationNames, compiler)),
  };
}

function readInput(raw: Raw, compiler: Compiler): DecisionTable['inputs'][number] {
  const inner = one(raw['inputExpression']);
  const source = textOf(inner);
  const allowedText = textOf(raw['inputValues']) || null;
  return {
    id: raw.id ?? '',
    label: raw.label ?? source,
    source,
    expression: compiler.expression(source),
    type: inner?.typeRef ?? null,
    allowedText,
    allowedValues: allowedText === null ? null : compiler.tests(allowedText),
  };
}

function readOutput(raw: Raw, compiler: Compiler): TableOutput {
  const fallback = textOf(raw['defaultOutputEntry']);
  const allowedText = textOf(raw['outputValues']) || null;
  return {
    id: raw.id ?? '',
    name: raw.name ?? null,
    label: raw.label ?? raw.name ?? '',
    type: raw.typeRef ?? null,
    fallback: fallback === '' ? null : compiler.expression(fallback),
    allowedText,
    allowedValues: allowedText === null ? null : compiler.tests(allowedText),
    ranking: allowedText === null ? null : compiler.expression(`[${allowedText}]`),
  };
}

function readRule(raw: Raw, number: number, annotationNames: string[], compiler: Compiler): TableRule {
  return {
    id: raw.id ?? '',
    number,
    inputs: list(raw['inputEntry']).map((cell) => {
      const source = textOf(cell);
      const open = source === '' || source === '-';
      return { id: cell.id ?? '', source, test: open ? null : compiler.tests(source) };
    }),
    outputs: list(raw['outputEntry']).map((cell) => {
      const source = textOf(cell);
      return { id: cell.id ?? '', source, expression: compiler.expression(source) };
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
