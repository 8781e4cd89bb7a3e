import type { Finding } from '@zusteuerung/feel';
import { finding } from '../findings.js';
import type { DecisionTable, TableRule } from '../types.js';
import { Declarations } from './declared.js';
import { constantText } from './domain.js';
import { entryFindings } from './entries.js';
import { inspectTable, most, told } from './inspect.js';
import type { ExampleValue, Inspection } from './inspect.js';
import { notAnalysed, notFinished } from './limits.js';

/**
 * What the rows of a table leave open, decide twice or never reach, and entries that don't fit their columns. What
 * depends on a cell that is not analysed is not claimed.
 */
export function analyseTable(
  table: DecisionTable,
  name: string = table.id,
  declarations = new Declarations(null),
): Finding[] {
  const { inputs, outputs, rules } = table;
  const isComplete = (rule: TableRule) =>
    rule.inputs.length === inputs.length && rule.outputs.length === outputs.length;
  if (inputs.length === 0 || rules.length === 0 || !rules.every(isComplete)) return [];
  const found = inspectTable(table, declarations);
  return [
    ...gaps(found, table, name),
    ...overlaps(found, table, name),
    ...dead(found, table, name),
    ...subsumed(found, table, name),
    ...entryFindings(table, declarations),
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

const fills = {
  de: 'Eine Zeile für diesen Fall ergänzen, eine vorhandene erweitern oder einen Vorgabewert eintragen.',
  en: 'Add a rule for this case, widen an existing one or enter a default.',
};
const limits = {
  de: 'Die erlaubten Werte der Spalte eintragen oder eine Zeile für alle anderen ergänzen.',
  en: 'Enter the allowed values of the column or add a rule for all others.',
};

/** Where several rows may hit, none is an answer too, unless a number is made of them. */
function gaps({ gaps: found }: Inspection, table: DecisionTable, name: string): Finding[] {
  const { id, hitPolicy, aggregation, outputs } = table;
  const several = /^(COLLECT|RULE ORDER|OUTPUT ORDER)$/.test(hitPolicy);
  if (several && (aggregation === null || aggregation === 'COUNT')) return [];
  const harmless = several || outputs.some(({ fallback }) => fallback);
  const usual = found.filter((gap) => gap.usual);
  const strange = found.find((gap) => !gap.usual);
  const severity = harmless ? 'info' : 'warning';
  const shown = harmless ? usual.slice(0, 1) : usual.slice(0, told);
  return [
    ...shown.map(({ example }) => {
      const text = exampleText(example);
      const de = `„${name}“: Keine Zeile trifft zu, z. B. bei ${text}.`;
      return {
        ...finding('TABLE_GAP', severity, id, de, `"${name}": no rule hits, e.g. at ${text}.`),
        fix: fills,
      };
    }),
    ...more(
      'TABLE_GAP',
      severity,
      id,
      name,
      usual.length - shown.length,
      usual.length >= most,
      'Lücken',
      'gaps',
    ),
    ...(strange && !several ? [{ ...strangeGap(id, name, exampleText(strange.example)), fix: limits }] : []),
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

function overlaps({ overlaps: found, cut }: Inspection, { id }: DecisionTable, name: string): Finding[] {
  const fix = {
    de: 'Die Bedingungen so fassen, dass höchstens eine der Zeilen zutrifft, oder eine andere Trefferregel wählen.',
    en: 'Word the conditions so that at most one of the rules hits, or choose another hit policy.',
  };
  return [true, false].flatMap((certain) => {
    const these = found.filter((overlap) => overlap.certain === certain);
    const severity = certain ? 'error' : 'warning';
    const [sure, sureEn] = certain
      ? ['', '']
      : [', vielleicht mit anderem Ergebnis', ', perhaps with another result'];
    return [
      ...these.slice(0, told).map(({ rules: [a, b], example }) => {
        const text = exampleText(example);
        const de = `„${name}“: Die Zeilen ${a.number} und ${b.number} treffen beide zu${sure}, z. B. bei ${text}.`;
        const en = `"${name}": rules ${a.number} and ${b.number} both hit${sureEn}, e.g. at ${text}.`;
        return { ...finding('TABLE_OVERLAP', severity, b.id, de, en), fix };
      }),
      ...more('TABLE_OVERLAP', severity, id, name, these.length - told, cut, 'Überschneidungen', 'overlaps'),
    ];
  });
}

function dead({ dead: found }: Inspection, { id, hitPolicy }: DecisionTable, name: string): Finding[] {
  const fix = {
    de: 'Die Zeile löschen oder ihre Bedingungen ändern.',
    en: 'Delete the rule or change its conditions.',
  };
  return [
    ...found.slice(0, told).map(({ rule, by }) => {
      const why = reason(by, hitPolicy === 'PRIORITY');
      const de = `„${name}“: Zeile ${rule.number} ${why.de}.`;
      const en = `"${name}": rule ${rule.number} ${why.en}.`;
      return { ...finding('ROW_NEVER_HITS', 'warning', rule.id, de, en), fix };
    }),
    ...more(
      'ROW_NEVER_HITS',
      'warning',
      id,
      name,
      found.length - told,
      false,
      'Zeilen, die nie zutreffen',
      'rules that never hit',
    ),
  ];
}

function reason(by: TableRule[], ranked: boolean): { de: string; en: string } {
  const numbers = by.slice(0, told).map(({ number }) => number);
  const list = numbers.join(', ') + (by.length > told ? ' …' : '');
  if (by.length === 0)
    return {
      de: 'trifft nie zu, ihre Bedingungen lassen keinen Wert zu',
      en: 'never hits, its conditions admit no value',
    };
  const [who, whoEn] =
    by.length === 1
      ? [`Zeile ${list}`, `rule ${list}`]
      : [`eine der Zeilen ${list}`, `one of the rules ${list}`];
  if (ranked)
    return {
      de: `kommt nie zum Zug, immer geht ${who} vor`,
      en: `never decides, ${whoEn} always has priority`,
    };
  return {
    de: `trifft nie zu, vorher trifft immer ${who} zu`,
    en: `never hits, ${whoEn} always hits before`,
  };
}

function subsumed(
  { subsumed: found, cut }: Inspection,
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
    ...more(
      'ROW_SUBSUMED',
      severity,
      id,
      name,
      found.length - told,
      cut,
      'enthaltene Zeilen',
      'subsumed rules',
    ),
  ];
}

function more(
  code: string,
  severity: Finding['severity'],
  id: string,
  name: string,
  count: number,
  cut: boolean,
  de: string,
  en: string,
): Finding[] {
  if (count <= 0) return [];
  const [atLeast, least] = cut ? ['mindestens ', 'at least '] : ['', ''];
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
export function analysisBeside(
  found: Finding[],
  table: DecisionTable,
  name: string,
  declarations: Declarations,
): Finding[] {
  const doubled = new Set(
    found.flatMap(({ code, elementId }) => (code === 'DMN_DUPLICATE_RULE' && elementId ? [elementId] : [])),
  );
  const same = /^(TABLE_OVERLAP|ROW_NEVER_HITS|ROW_SUBSUMED)$/;
  return analyseTable(table, name, declarations).filter(
    ({ code, elementId, severity }) =>
      !same.test(code) ||
      !elementId ||
      !doubled.has(elementId) ||
      (severity === 'error' && table.hitPolicy !== 'UNIQUE'),
  );
}
