import type { Finding } from '@zusteuerung/feel';
import { constantText, mayPass, parseCell } from './analysis/index.js';
import type { Declarations } from './analysis/index.js';
import { finding } from './findings.js';
import type { DecisionTable, TableRule } from './types.js';

/** The decision or knowledge model that a table belongs to. */
interface Named {
  id: string;
  name: string;
}

const bareWord = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const constants = new Set(['true', 'false', 'null', '-', '']);

/** What a table itself gives away: shape, unquoted words, values no column allows, rows that collide. */
export function checkTable(
  decision: Named,
  table: DecisionTable,
  known: Set<string>,
  declarations: Declarations,
): Finding[] {
  const names = new Set([...known, ...table.inputs.flatMap(({ expression }) => expression?.names ?? [])]);
  return [
    ...shape(decision, table),
    ...table.rules.flatMap((rule) => [
      ...ruleShape(table, rule),
      ...bareWords(rule, names),
      ...forbiddenValues(table, rule, declarations),
    ]),
    ...collisions(decision, table),
  ];
}

function shape(decision: Named, { id, outputs, rules, hitPolicy }: DecisionTable): Finding[] {
  const findings: Finding[] = [];
  const { name } = decision;
  if (outputs.length === 0)
    findings.push(
      finding(
        'DMN_NO_OUTPUT',
        'error',
        id,
        `„${name}“ hat keine Ergebnisspalte.`,
        `"${name}" has no output.`,
      ),
    );
  if (outputs.length > 1)
    for (const output of outputs.filter((o) => !o.name))
      findings.push(
        finding(
          'DMN_OUTPUT_NAME',
          'error',
          output.id,
          `In „${name}“ hat eine von mehreren Ergebnisspalten keinen Namen.`,
          `One of several outputs of "${name}" has no name.`,
        ),
      );
  if ((hitPolicy === 'PRIORITY' || hitPolicy === 'OUTPUT ORDER') && !outputs.some(({ ranking }) => ranking))
    findings.push(
      finding(
        'DMN_NO_PRIORITY',
        'error',
        id,
        `„${name}“ ordnet mit ${hitPolicy} nach den erlaubten Ergebnissen, aber keine Spalte zählt sie auf.`,
        `"${name}" orders by its output values with ${hitPolicy}, but no column lists them.`,
      ),
    );
  if (rules.length === 0)
    findings.push(
      finding('DMN_NO_RULES', 'warning', id, `„${name}“ hat keine Zeilen.`, `"${name}" has no rules.`),
    );
  return findings;
}

function ruleShape({ inputs, outputs }: DecisionTable, rule: TableRule): Finding[] {
  if (rule.inputs.length !== inputs.length || rule.outputs.length !== outputs.length)
    return [
      finding(
        'DMN_RULE_SHAPE',
        'error',
        rule.id,
        `Zeile ${rule.number} hat nicht so viele Felder wie die Tabelle Spalten.`,
        `Rule ${rule.number} has not as many entries as the table has columns.`,
      ),
    ];
  if (outputs.length === 0 || rule.outputs.some(({ source }) => source !== '')) return [];
  return [
    finding(
      'DMN_EMPTY_OUTPUT',
      'warning',
      rule.outputs[0]?.id ?? rule.id,
      `Zeile ${rule.number} hat kein Ergebnis.`,
      `Rule ${rule.number} has no result.`,
    ),
  ];
}

/** A single word without quotes is the name of a variable; mostly the quotes were forgotten. */
function bareWords(rule: TableRule, names: Set<string>): Finding[] {
  return [...rule.inputs, ...rule.outputs]
    .filter(({ source }) => bareWord.test(source) && !constants.has(source) && !names.has(source))
    .map(({ id, source }) =>
      finding(
        'DMN_BARE_WORD',
        'warning',
        id,
        `Zeile ${rule.number}: ${source} ist ohne Anführungszeichen der Name einer Variable. Ist der Text "${source}" gemeint?`,
        `Rule ${rule.number}: ${source} without quotes is the name of a variable. Did you mean the text "${source}"?`,
      ),
    );
}

function forbiddenValues(table: DecisionTable, rule: TableRule, declarations: Declarations): Finding[] {
  return rule.inputs.flatMap(({ id, source }, i) => {
    const column = table.inputs[i];
    const cell = column ? parseCell(source) : null;
    if (!column || !cell || cell === 'any' || cell.negated) return [];
    const { limits } = declarations.input(table, column);
    return cell.pieces.flatMap((piece) => {
      const value = piece.op === 'is' ? piece.at : null;
      const limit = value && limits.find((text) => !mayPass(text, value));
      if (!limit) return [];
      return finding(
        'DMN_NOT_ALLOWED',
        'warning',
        id,
        `Zeile ${rule.number}: ${constantText(value)} ist in der Spalte „${column.label}“ nicht vorgesehen (erlaubt: ${limit}).`,
        `Rule ${rule.number}: ${constantText(value)} is not allowed in column "${column.label}" (allowed: ${limit}).`,
      );
    });
  });
}

/** Rows with the same conditions: an error where one may match, useless where the first one wins. */
function collisions(decision: Named, table: DecisionTable): Finding[] {
  if (!['UNIQUE', 'FIRST', 'ANY', 'PRIORITY'].includes(table.hitPolicy)) return [];
  const rows = new Map<string, TableRule>();
  return table.rules.flatMap((rule) => {
    const key = JSON.stringify(rule.inputs.map(({ source }) => (source === '' ? '-' : source)));
    const earlier = rows.get(key);
    if (!earlier) rows.set(key, rule);
    if (!earlier) return [];
    const unique = table.hitPolicy === 'UNIQUE';
    return [
      finding(
        'DMN_DUPLICATE_RULE',
        unique ? 'error' : 'warning',
        rule.id,
        `„${decision.name}“: Die Zeilen ${earlier.number} und ${rule.number} haben dieselben Bedingungen.`,
        `"${decision.name}": rules ${earlier.number} and ${rule.number} have the same conditions.`,
      ),
    ];
  });
}
