import { compileExpression, compileUnaryTests } from '@zusteuerung/feel';
import type { Finding } from '@zusteuerung/feel';
import type { DecisionTable, LiteralLogic } from './types.js';

/** FEEL errors with the id of their cell; in a table with the number of the row. */
export function syntaxFindings(logic: DecisionTable | LiteralLogic): Finding[] {
  if (logic.kind === 'literal')
    return logic.expression ? [] : located(compileExpression(logic.source).findings, logic.id);
  return [...columnFindings(logic), ...logic.rules.flatMap(ruleFindings)];
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
