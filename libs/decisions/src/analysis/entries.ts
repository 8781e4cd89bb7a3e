import type { Finding } from '@zusteuerung/feel';
import { finding } from '../findings.js';
import type { DecisionTable, TableInput, TableOutput, TableRule } from '../types.js';
import { declaredKind, kindsIn } from './axes.js';
import { mayPass, parseCell, parseConstant } from './cells.js';
import type { Constant, Kind } from './cells.js';
import type { Declarations, Declared } from './declared.js';
import { constantText } from './domain.js';
import { isoText } from './temporal.js';

const kindNames: Record<Kind, { de: string; en: string }> = {
  number: { de: 'eine Zahl', en: 'a number' },
  string: { de: 'ein Text', en: 'a text' },
  boolean: { de: 'ein Wahrheitswert', en: 'a boolean' },
  date: { de: 'ein Datum', en: 'a date' },
  'date and time': { de: 'ein Zeitpunkt', en: 'a date and time' },
  'local date and time': { de: 'ein Zeitpunkt ohne Zeitzone', en: 'a date and time without time zone' },
  'days and time duration': { de: 'eine Dauer in Tagen', en: 'a duration of days' },
  'years and months duration': { de: 'eine Dauer in Monaten', en: 'a duration of months' },
};

/** Columns no row looks at, and cells that don't fit the type or the allowed values of their column. */
export function entryFindings(table: DecisionTable, declarations: Declarations): Finding[] {
  const inputs = table.inputs.map((input) => ({ ...input, type: declarations.input(table, input).type }));
  const outputs = table.outputs.map((output) => ({ ...output, declared: declarations.output(output) }));
  return [
    ...unusedInputs(table),
    ...table.rules.flatMap((rule) => [...wrongTests(inputs, rule), ...wrongResults(outputs, rule)]),
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

function wrongTests(inputs: TableInput[], { number, inputs: cells }: TableRule): Finding[] {
  return cells.flatMap(({ id, source }, i) => {
    const expected = declaredKind(inputs[i]!.type);
    const cell = expected ? parseCell(source) : null;
    if (!expected || !cell || cell === 'any') return [];
    const strange = kindsIn(cell).find((kind) => !fits(kind, expected));
    return strange ? [wrongType(id, number, source, strange, inputs[i]!.label, expected)] : [];
  });
}

type Output = TableOutput & { declared: Declared };

function wrongResults(outputs: Output[], { number, outputs: cells }: TableRule): Finding[] {
  return cells.flatMap(({ id, source }, i) => {
    const output = outputs[i]!;
    const value = parseConstant(source);
    if (!value || source.trim() === '' || source.trim() === '-') return [];
    const { type, limits } = output.declared;
    const expected = declaredKind(type);
    if (expected && !fits(value.kind, expected))
      return [wrongType(id, number, source, value.kind, labelOf(output), expected)];
    const limit = limits.find((text) => !mayPass(text, value));
    return limit === undefined ? [] : [notAllowed(id, number, value, labelOf(output), limit)];
  });
}

const fits = (kind: Kind, expected: Kind) => kind.replace('local ', '') === expected;

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
  return kindNames[kind].de.replace(/^ein (?=Text|Wahr|Zeit)/, 'einen ');
}

function notAllowed(id: string, row: number, value: Constant, label: string, allowed: string): Finding {
  const text = constantText(value);
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

/** A value as JSON; dates, moments and durations as ISO 8601. */
export function jsonOf(constant: Constant | null): null | string | number | boolean {
  if (constant === null) return null;
  const { kind, value } = constant;
  return kind === 'number' || kind === 'string' || kind === 'boolean' ? value : isoText(constant);
}
