import { list, one, textOf } from './moddle.js';
import type { Raw } from './moddle.js';
import type { Compiler } from './read-names.js';
import type { ItemDefinition } from './types.js';

/** A type of the model; of a collection `allowedValues` limit the elements, a `typeConstraint` all of it. */
export function readItem(raw: Raw, compiler: Compiler): ItemDefinition {
  const components = list(raw['itemComponent']).map((inner) => readItem(inner, compiler));
  const constraint = textOf(raw['typeConstraint']);
  const allowedText = constraint || textOf(raw['allowedValues']) || null;
  const item = one(raw['functionItem']);
  const type = raw['typeRef'];
  return {
    id: raw.id ?? '',
    name: raw.name ?? '',
    type: typeof type === 'string' ? type.trim() : null,
    isCollection: raw['isCollection'] === true,
    allowedText,
    limitsWhole: constraint !== '',
    allowedValues: allowedText === null ? null : compiler.tests(allowedText),
    components,
    function: item && {
      parameters: list(item['parameters']).map((each) => ({
        name: each.name ?? '',
        type: each.typeRef ?? null,
      })),
      result: typeof item['outputTypeRef'] === 'string' ? item['outputTypeRef'] : null,
    },
  };
}

/** The types of a model as FEEL writes them, for `instance of` and parameters; values that they allow don't count. */
export function typeTexts(items: Raw[]): { [name: string]: string } {
  return Object.fromEntries(items.map((raw) => [raw.name ?? '', typeText(raw)]));
}

function typeText(raw: Raw): string {
  const components = list(raw['itemComponent']);
  const item = one(raw['functionItem']);
  const text = item
    ? `function<${list(item['parameters'])
        .map(({ typeRef }) => named(typeRef))
        .join(', ')}>->${named(item['outputTypeRef'])}`
    : components.length > 0
      ? `context<${components.map((each) => `${each.name}: ${typeText(each)}`).join(', ')}>`
      : named(raw['typeRef']);
  return raw['isCollection'] === true ? `list<${text}>` : text;
}

const aliases: Record<string, string> = {
  dateTime: 'date and time',
  dayTimeDuration: 'days and time duration',
  yearMonthDuration: 'years and months duration',
};

function named(reference: unknown): string {
  const name = typeof reference === 'string' ? reference.trim().replace(/^(?:feel\.|[\w.-]+:)/, '') : '';
  return name === '' ? 'Any' : (aliases[name] ?? name);
}
