import type { Json, TableRule, Variables } from './types.js';

interface Told {
  label: string;
  value: Json;
}

const comparison = /^(<=|>=|<|>)\s*([^,]+)$/;
const signs: Record<string, string> = { '<=': '≤', '>=': '≥', '<': '<', '>': '>' };
const ownName = /^(?:nr\.?|nummer|zeile|regel|kennung)$/i;
const source = /^quellen?$/i;

/** A row that hit as a sentence: „Zeile 2: 3 Lebensbereiche ≥ 2 und Ebene = "B" → KOMPLEX, Quelle S0“. */
export function sentence(rule: TableRule, inputs: Told[], outputs: Variables): { de: string; en: string } {
  const name = rule.annotations.find((each) => ownName.test(each.name))?.text ?? String(rule.number);
  const cited = rule.annotations.find((each) => source.test(each.name))?.text;
  const parts: string[] = [];
  for (const [i, { test, source: text }] of rule.inputs.entries())
    if (test && inputs[i]) parts.push(condition(inputs[i], text));
  const because = (and: string, always: string) => (parts.length > 0 ? parts.join(and) : always);
  const result = Object.values(outputs).map(plain).join(', ');
  return {
    de: `Zeile ${name}: ${because(' und ', 'ohne Bedingung')} → ${result}${cited ? `, Quelle ${cited}` : ''}`,
    en: `Rule ${name}: ${because(' and ', 'unconditionally')} → ${result}${cited ? `, source ${cited}` : ''}`,
  };
}

function condition({ label, value }: Told, test: string): string {
  const [, sign = '', limit = ''] = comparison.exec(test) ?? [];
  if (sign !== '') {
    const compared = `${signs[sign]} ${plain(limit.trim())}`;
    return typeof value === 'number'
      ? `${plain(value)} ${label} ${compared}`
      : `${label} ${plain(value)} ${compared}`;
  }
  if (test === JSON.stringify(value)) return `${label} = ${plain(value)}`;
  return `${label} = ${plain(value)} (${test})`;
}

function plain(value: Json): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value.replace(/^"([^"]*)"$/, '$1');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
