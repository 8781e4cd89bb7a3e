import { compileExpression, compileUnaryTests } from '@zusteuerung/feel';
import type { Finding } from '@zusteuerung/feel';
import type { DecisionTable, LiteralLogic, Logic } from './types.js';

/** The boxed expressions directly inside of one. */
export function partsOf(logic: Logic): Logic[] {
  switch (logic.kind) {
    case 'table':
    case 'literal':
    case 'refused':
      return [];
    case 'context':
      return [...logic.entries.map(({ value }) => value), ...(logic.result ? [logic.result] : [])];
    case 'invocation':
      return [logic.called, ...logic.bindings.flatMap(({ value }) => value ?? [])];
    case 'list':
      return logic.items;
    case 'relation':
      return logic.rows.flat();
    case 'function':
      return [logic.body];
    case 'filter':
      return [logic.in, logic.match];
    case 'conditional':
      return [logic.if, logic.then, logic.else];
    default:
      return [logic.in, logic.body];
  }
}

/** FEEL errors with the id of their cell, in a table with the number of the row; and parts that are refused. */
export function syntaxFindings(logic: Logic): Finding[] {
  if (logic.kind === 'refused') return [logic.finding];
  if (logic.kind === 'literal') return literalFindings(logic);
  if (logic.kind === 'table') return [...columnFindings(logic), ...logic.rules.flatMap(ruleFindings)];
  return partsOf(logic).flatMap(syntaxFindings);
}

function literalFindings({ id, source, expression }: LiteralLogic): Finding[] {
  return expression ? [] : located(compileExpression(source).findings, id);
}
function columnFindings({ inputs }: DecisionTable): Finding[] {
  return inputs.flatMap(({ id, source, expression, label, allowedText, allowedValues }) => [
    ...(expression
      ? []
      : located(compileExpression(source).findings, id, `Spalte „${label}“`, `Column "${label}"`)),
    ...(allowedText !== null && !allowedValues
      ? located(compileUnaryTests(allowedText).findings, id, `Spalte „${label}“`, `Column "${label}"`)
      : []),
  ]);
}

function ruleFindings({ number, inputs, outputs }: DecisionTable['rules'][number]): Finding[] {
  const de = `Zeile ${number}`;
  const en = `Rule ${number}`;
  return [
    ...inputs
      .filter(({ test, source }) => !test && source !== '' && source !== '-')
      .flatMap(({ id, source }) => located(compileUnaryTests(source).findings, id, de, en)),
    ...outputs
      .filter(({ expression, source }) => !expression && source !== '' && source !== '-')
      .flatMap(({ id, source }) => located(compileExpression(source).findings, id, de, en)),
  ];
}

function located(findings: Finding[], elementId: string, de = '', en = ''): Finding[] {
  return findings.map((found) => ({
    ...found,
    elementId,
    message: {
      de: de ? `${de}: ${found.message.de}` : found.message.de,
      en: en ? `${en}: ${found.message.en}` : found.message.en,
    },
  }));
}
