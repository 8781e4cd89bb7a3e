import zeichenflaeche from 'bpmn-js-i18n/translations/de.js';
import { panel } from './panel.de.js';
import { tabellen } from './tabellen.de.js';
import { zeichnen } from './zeichnen.de.js';

const woerterbuch: Record<string, string> = { ...zeichenflaeche, ...zeichnen, ...panel, ...tabellen };

/** diagram-js's translate: the German text if there is one, with {placeholders} filled in. */
export function translate(vorlage: string, werte: Record<string, string> = {}): string {
  const text = woerterbuch[vorlage] ?? vorlage;
  return text.replaceAll(/\{([^}]+)\}/g, (ganz, name: string) => werte[name] ?? ganz);
}

export const translateModule = { translate: ['value', translate] as const };
