import type { Finding } from '@zusteuerung/feel';
import { finding } from '../findings.js';
import type { DecisionTable, TableRule } from '../types.js';
import { constantText } from './domain.js';
import { entryFindings } from './entries.js';
import { inspectTable, most, told } from './inspect.js';
import type { ExampleValue, Inspection } from './inspect.js';
import { notAnalysed, notFinished } from './limits.js';

/**
 * What the rows of a table leave open, decide twice or never reach, and entries that don't fit their columns. What
 * depends on a cell that is not analysed is not claimed.
 */
export function analyseTable(table: DecisionTable, name: string = table.id): Finding[] {
  const { inputs, outputs, rules } = table;
  const isComplete = (rule: TableRule) =>
    rule.inputs.length === inputs.length && rule.outputs.length === outputs.length;
  if (inputs.length === 0 || rules.length === 0 || !rules.every(isComplete)) return [];
  const found = inspectTable(table);
  return [
    ...gaps(found, table, name),
    ...overlaps(found, table, name),
    ...dead(found, table, name),
    ...subsumed(found, table, name),
    ...entryFindings(table),
    ...notAnalysed(found, table),
    ...notFinished(found, table, name),
  ];
}

function exampleText(example: ExampleValue[]): string {
  return example
    .filter(({ telling }) => telling)
    .map(({ input, value }) => `${input.label || input.source} = ${constantText(value)}`)
    .join(', ');
}

/** What rows leave open is no defect where several rows may hit, or where there is a default. */
function gaps(
  { gaps: found }: Inspection,
  { id, hitPolicy, outputs }: DecisionTable,
  name: string,
): Finding[] {
  const several = /^(COLLECT|RULE ORDER|OUTPUT ORDER)$/.test(hitPolicy);
  const harmless = several || outputs.some(({ fallback }) => fallback);
  const usual = found.filter((gap) => gap.usual);
  const strange = found.find((gap) => !gap.usual);
  const fix = {
    de: 'Eine Zeile für diesen Fall ergänzen, eine vorhandene erweitern oder einen Vorgabewert eintragen.',
    en: 'Add a rule for this case, widen an existing one or enter a default.',
  };
  const limit = {
    de: 'Die erlaubten Werte der Spalte eintragen oder eine Zeile für alle anderen ergänzen.',
    en: 'Enter the allowed values of the column or add a rule for all others.',
  };
  const severity = harmless ? 'info' : 'warning';
  const shown = harmless ? usual.slice(0, 1) : usual.slice(0, told);
  return [
    ...shown.map(({ example }) => {
      const text = exampleText(example);
      const de = `„${name}“: Keine Zeile trifft zu, z. B. bei ${text}.`;
      return { ...finding('TABLE_GAP', severity, id, de, `"${name}": no rule hits, e.g. at ${text}.`), fix };
    }),
    ...more('TABLE_GAP', severity, id, name, usual.length - shown.length, 'Lücken', 'gaps'),
    ...(strange && !several ? [{ ...strangeGap(id, name, exampleText(strange.example)), fix: limit }] : []),
  ];
}

function strangeGap(id: string, name: string, text: string): Finding {
  return finding(
    'TABLE_GAP',
    'info',
    id,
    `„${name}“: Keine Zeile trifft zu bei Werten, von denen die Tabelle nicht spricht, z. B. ${text}.`,
    `"${name}": no rule hits at values the table does not speak of, e.g. ${text}.`,
  );
}

function overlaps({ overlaps: found }: Inspection, { id }: DecisionTable, name: string): Finding[] {
  const fix = {
    de: 'Die Bedingungen so fassen, dass höchstens eine der Zeilen zutrifft, oder eine andere Trefferregel wählen.',
    en: 'Word the conditions so that at most one of the rules hits, or choose another hit policy.',
  };
  return [
    ...found.slice(0, told).map(({ rules: [a, b], example }) => {
      const text = exampleText(example);
      const de = `„${name}“: Die Zeilen ${a.number} und ${b.number} treffen beide zu, z. B. bei ${text}.`;
      const en = `"${name}": rules ${a.number} and ${b.number} both hit, e.g. at ${text}.`;
      return { ...finding('TABLE_OVERLAP', 'error', b.id, de, en), fix };
    }),
    ...more('TABLE_OVERLAP', 'error', id, name, found.length - told, 'Überschneidungen', 'overlaps'),
  ];
}

function dead({ dead: found }: Inspection, { id }: DecisionTable, name: string): Finding[] {
  const fix = {
    de: 'Die Zeile löschen oder ihre Bedingungen ändern.',
    en: 'Delete the rule or change its conditions.',
  };
  return [
    ...found.slice(0, told).map(({ rule, by }) => {
      const why = reason(by);
      const de = `„${name}“: Zeile ${rule.number} trifft nie zu, ${why.de}.`;
      const en = `"${name}": rule ${rule.number} never hits, ${why.en}.`;
      return { ...finding('ROW_NEVER_HITS', 'warning', rule.id, de, en), fix };
    }),
    ...more(
      'ROW_NEVER_HITS',
      'warning',
      id,
      name,
      found.length - told,
      'Zeilen, die nie zutreffen',
      'rules that never hit',
    ),
  ];
}

function reason(by: TableRule[]): { de: string; en: string } {
  const numbers = by.slice(0, told).map(({ number }) => number);
  const list = numbers.join(', ') + (by.length > told ? ' …' : '');
  if (by.length === 0)
    return { de: 'ihre Bedingungen lassen keinen Wert zu', en: 'its conditions admit no value' };
  if (by.length === 1)
    return { de: `vorher trifft immer Zeile ${list} zu`, en: `rule ${list} always hits before` };
  return {
    de: `vorher trifft immer eine der Zeilen ${list} zu`,
    en: `one of the rules ${list} always hits before`,
  };
}

function subsumed(
  { subsumed: found }: Inspection,
  { id, hitPolicy }: DecisionTable,
  name: string,
): Finding[] {
  const severity = /^(COLLECT|RULE ORDER|OUTPUT ORDER)$/.test(hitPolicy) ? 'info' : 'warning';
  const fix = {
    de: 'Eine der beiden Zeilen löschen oder enger fassen.',
    en: 'Delete or narrow one of the two rules.',
  };
  return [
    ...found.slice(0, told).map(({ rule, within }) => ({
      ...finding(
        'ROW_SUBSUMED',
        severity,
        rule.id,
        `„${name}“: Wo Zeile ${rule.number} zutrifft, trifft immer auch Zeile ${within.number} zu.`,
        `"${name}": where rule ${rule.number} hits, rule ${within.number} always hits too.`,
      ),
      fix,
    })),
    ...more('ROW_SUBSUMED', severity, id, name, found.length - told, 'enthaltene Zeilen', 'subsumed rules'),
  ];
}

function more(
  code: string,
  severity: Finding['severity'],
  id: string,
  name: string,
  count: number,
  de: string,
  en: string,
): Finding[] {
  if (count <= 0) return [];
  const [atLeast, least] = count + told >= most ? ['mindestens ', 'at least '] : ['', ''];
  return [
    finding(
      code,
      severity,
      id,
      `„${name}“ hat ${atLeast}${count} weitere ${de}.`,
      `"${name}" has ${least}${count} more ${en}.`,
    ),
  ];
}

/** The findings of a table, without what is said already where two rows have the same conditions. */
export function analysisBeside(found: Finding[], table: DecisionTable, name: string): Finding[] {
  const doubled = new Set(
    found.flatMap(({ code, elementId }) => (code === 'DMN_DUPLICATE_RULE' && elementId ? [elementId] : [])),
  );
  const same = /^(TABLE_OVERLAP|ROW_NEVER_HITS|ROW_SUBSUMED)$/;
  return analyseTable(table, name).filter(
    ({ code, elementId }) => !same.test(code) || !elementId || !doubled.has(elementId),
  );
}
