import type { Finding, UnaryTest } from '@zusteuerung/feel';
import { finding } from '../findings.js';
import type { DecisionTable, TableOutput, TableRule } from '../types.js';
import { declaredKind, kindsIn } from './axes.js';
import { dateText, parseCell, parseConstant } from './cells.js';
import type { Constant, Kind } from './cells.js';
import { constantText } from './domain.js';

const now = '1970-01-01T00:00:00Z';

const kindNames: Record<Kind, { de: string; en: string }> = {
  number: { de: 'eine Zahl', en: 'a number' },
  string: { de: 'ein Text', en: 'a text' },
  boolean: { de: 'ein Wahrheitswert', en: 'a boolean' },
  date: { de: 'ein Datum', en: 'a date' },
};

/** Columns no row looks at, and cells that don't fit the type or the allowed values of their column. */
export function entryFindings(table: DecisionTable): Finding[] {
  return [
    ...unusedInputs(table),
    ...table.rules.flatMap((rule) => [...wrongTests(table, rule), ...wrongResults(table, rule)]),
  ];
}

function unusedInputs({ inputs, rules }: DecisionTable): Finding[] {
  if (rules.length === 0) return [];
  return inputs
    .filter((_, i) => rules.every((rule) => parseCell(rule.inputs[i]!.source) === 'any'))
    .map(({ id, label }) => ({
      ...finding(
        'INPUT_UNUSED',
        'info',
        id,
        `Die Spalte „${label}“ spielt in keiner Zeile eine Rolle.`,
        `No rule looks at the column "${label}".`,
      ),
      fix: {
        de: 'Die Spalte löschen oder Bedingungen eintragen.',
        en: 'Delete the column or enter conditions.',
      },
    }));
}

function wrongTests({ inputs }: DecisionTable, { number, inputs: cells }: TableRule): Finding[] {
  return cells.flatMap(({ id, source }, i) => {
    const expected = declaredKind(inputs[i]!.type);
    const cell = expected ? parseCell(source) : null;
    if (!expected || !cell || cell === 'any') return [];
    const strange = kindsIn(cell).find(
      (kind) => kind !== expected && !(kind === 'date' && expected === 'string'),
    );
    return strange ? [wrongType(id, number, source, strange, inputs[i]!.label, expected)] : [];
  });
}

function wrongResults({ outputs }: DecisionTable, { number, outputs: cells }: TableRule): Finding[] {
  return cells.flatMap(({ id, source }, i) => {
    const output = outputs[i]!;
    const value = parseConstant(source);
    if (!value || source.trim() === '' || source.trim() === '-') return [];
    const expected = declaredKind(output.type);
    if (expected && value.kind !== expected && !(expected === 'date' && value.kind === 'string'))
      return [wrongType(id, number, source, value.kind, labelOf(output), expected)];
    return isAllowed(output, value) ? [] : [notAllowed(id, number, value, output)];
  });
}

/** A result column that may say which values it has. */
type Limited = TableOutput & { allowedValues?: UnaryTest | null; allowedText?: string | null };

function isAllowed({ allowedValues }: Limited, value: Constant): boolean {
  if (!allowedValues || value.kind === 'date') return true;
  return allowedValues.evaluate(value.value, {}, { now }).value;
}

const labelOf = ({ label, name, id }: TableOutput) => label || name || id;

function wrongType(
  id: string,
  row: number,
  source: string,
  kind: Kind,
  label: string,
  expected: Kind,
): Finding {
  return {
    ...finding(
      'CELL_TYPE',
      'warning',
      id,
      `Zeile ${row}: ${source} ist ${kindNames[kind].de}, die Spalte „${label}“ erwartet ${expectedName(expected)}.`,
      `Rule ${row}: ${source} is ${kindNames[kind].en}, the column "${label}" expects ${kindNames[expected].en}.`,
    ),
    fix: {
      de: 'Den Eintrag oder den Typ der Spalte ändern.',
      en: 'Change the entry or the type of the column.',
    },
  };
}

function expectedName(kind: Kind): string {
  return kindNames[kind].de.replace(/^ein (?=Text|Wahr)/, 'einen ');
}

function notAllowed(id: string, row: number, value: Constant, output: Limited): Finding {
  const text = constantText(value);
  const label = labelOf(output);
  const allowed = output.allowedText ?? '';
  return {
    ...finding(
      'OUTPUT_NOT_ALLOWED',
      'warning',
      id,
      `Zeile ${row}: ${text} ist als Ergebnis in „${label}“ nicht vorgesehen (erlaubt: ${allowed}).`,
      `Rule ${row}: ${text} is not allowed as a result in "${label}" (allowed: ${allowed}).`,
    ),
    fix: {
      de: 'Den Eintrag oder die erlaubten Werte ändern.',
      en: 'Change the entry or the allowed values.',
    },
  };
}

/** A value as JSON; dates as ISO 8601. */
export function jsonOf(constant: Constant | null): null | string | number | boolean {
  return constant?.kind === 'date' ? dateText(Number(constant.value)) : (constant?.value ?? null);
}
