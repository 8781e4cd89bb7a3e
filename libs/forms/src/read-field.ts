import { compileExpression } from '@zusteuerung/feel';
import type { Expression, Finding, Json } from '@zusteuerung/feel';
import { finding, unsupported } from './findings.js';
import { asList, asNumber, asObject, asText } from './raw.js';
import type { Raw } from './raw.js';
import { fieldTypes } from './types.js';
import type { Field, FieldType, Limits } from './types.js';

const withoutAnswer: readonly FieldType[] = ['group', 'text', 'separator', 'spacer'];
const withOptions: readonly FieldType[] = ['select', 'radio', 'checklist'];

/** What the components around a component pass on to it. */
export interface Surroundings {
  /** dotted path of the groups around, '' at the top */
  path: string;
  person: boolean;
  findings: Finding[];
}

/** Reads components; what can't be shown is left out with a finding. Buttons are the page's own business. */
export function readFields(components: Json | undefined, around: Surroundings): Field[] {
  return asList(components).flatMap((raw, index) => {
    const type = asText(raw['type']) ?? '';
    const id = asText(raw['id']) ?? asText(raw['key']) ?? `${type}_${index + 1}`;
    if (type === 'button') return [];
    if (isFieldType(type)) return [readField(raw, id, type, around)];
    around.findings.push(unsupported(id, type));
    return [];
  });
}

function isFieldType(type: string): type is FieldType {
  return (fieldTypes as readonly string[]).includes(type);
}

function readField(raw: Raw, id: string, type: FieldType, around: Surroundings): Field {
  const properties = readProperties(raw);
  const person = around.person || properties['schutz'] === 'person';
  const field: Field = {
    id,
    type,
    key: readKey(raw, id, type, around),
    label: asText(raw['label']) ?? '',
    description: asText(raw['description']),
    text: asText(raw['text']),
    required: asObject(raw['validate'])['required'] === true,
    readonly: raw['readonly'] === true || raw['disabled'] === true,
    person,
    hint: properties['hinweis'] ?? null,
    errorText: properties['fehlertext'] ?? null,
    properties,
    options: withOptions.includes(type) ? asList(raw['values']).map(readOption) : [],
    optionsExpression: readFeel(raw['valuesExpression'], id, around),
    optionsKey: asText(raw['valuesKey']),
    defaultValue: raw['defaultValue'] ?? null,
    hide: readFeel(asObject(raw['conditional'])['hide'], id, around),
    subtype: readSubtype(raw),
    inputType: readInputType(raw),
    limits: readLimits(raw),
    fields: [],
  };
  if (field.type === 'datetime') field.label = dateLabel(raw, field);
  const path = join(around.path, asText(raw['path']));
  if (type === 'group') field.fields = readFields(raw['components'], { ...around, path, person });
  reportGaps(field, around.findings);
  return field;
}

function readProperties(raw: Raw): Record<string, string> {
  const entries = Object.entries(asObject(raw['properties']));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

function readKey(raw: Raw, id: string, type: FieldType, { path, findings }: Surroundings): string | null {
  if (withoutAnswer.includes(type)) return null;
  const key = asText(raw['key']);
  if (key === null)
    findings.push(
      finding(
        'FORM_NO_KEY',
        'error',
        id,
        `Das Feld „${id}“ hat keinen Schlüssel (key).`,
        `The field "${id}" has no key.`,
      ),
    );
  return join(path, key ?? id);
}

function join(path: string, key: string | null): string {
  return [path, key ?? ''].filter((part) => part !== '').join('.');
}

function readOption(raw: Raw): { value: string; label: string } {
  const value = raw['value'];
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return { value: text, label: asText(raw['label']) ?? text };
}

/** An expression of form-js: text that begins with `=`. */
function readFeel(value: Json | undefined, id: string, { findings }: Surroundings): Expression | null {
  const source = asText(value);
  if (source === null) return null;
  if (!source.startsWith('=')) {
    findings.push(
      finding(
        'FORM_NOT_FEEL',
        'error',
        id,
        `Die Bedingung „${source}“ beginnt nicht mit „=“.`,
        `The condition "${source}" does not begin with "=".`,
      ),
    );
    return null;
  }
  const compiled = compileExpression(source.slice(1).trim());
  findings.push(...compiled.findings.map((found) => ({ ...found, elementId: id })));
  return compiled.expression;
}

function readSubtype(raw: Raw): Field['subtype'] {
  const subtype = raw['subtype'];
  return subtype === 'time' || subtype === 'datetime' ? subtype : 'date';
}

function dateLabel(raw: Raw, { label, subtype }: Field): string {
  return (subtype === 'time' ? asText(raw['timeLabel']) : asText(raw['dateLabel'])) ?? label;
}

function readInputType(raw: Raw): Field['inputType'] {
  const type = asObject(raw['validate'])['validationType'];
  if (type === 'email') return 'email';
  return type === 'phone' ? 'tel' : 'text';
}

function readLimits(raw: Raw): Limits {
  const validate = asObject(raw['validate']);
  return {
    minLength: asNumber(validate['minLength']),
    maxLength: asNumber(validate['maxLength']),
    pattern: asText(validate['pattern']),
    patternMessage: asText(validate['patternErrorMessage']),
    min: asNumber(validate['min']),
    max: asNumber(validate['max']),
    decimalDigits: asNumber(raw['decimalDigits']),
    disallowPast: raw['disallowPassedDates'] === true,
  };
}

function reportGaps(field: Field, findings: Finding[]): void {
  const { id, label, type } = field;
  if (field.key !== null && label === '')
    findings.push(
      finding(
        'FORM_NO_LABEL',
        'warning',
        id,
        `Das Feld „${id}“ hat keine Beschriftung.`,
        `The field "${id}" has no label.`,
      ),
    );
  const computed = field.optionsExpression !== null || field.optionsKey !== null;
  if (withOptions.includes(type) && field.options.length === 0 && !computed)
    findings.push(
      finding(
        'FORM_NO_OPTIONS',
        'error',
        id,
        `Im Feld „${label || id}“ gibt es nichts auszuwählen.`,
        `The field "${label || id}" offers nothing to choose.`,
      ),
    );
  if (field.limits.pattern !== null && !isPattern(field.limits.pattern))
    findings.push(
      finding(
        'FORM_PATTERN',
        'error',
        id,
        `Das Muster „${field.limits.pattern}“ im Feld „${label || id}“ ist kein gültiger regulärer Ausdruck.`,
        `The pattern "${field.limits.pattern}" of "${label || id}" is no regular expression.`,
      ),
    );
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}
