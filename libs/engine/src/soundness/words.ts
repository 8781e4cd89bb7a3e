import type { Finding } from '../definition.js';
import { called } from '../compile/words.js';
import type { Text } from '../rules/rule.js';
import { soundnessCodes } from './codes.js';
import type { SoundnessCode } from './codes.js';
import type { Gap } from './explore.js';

/** Why a proof is missing. */
export const reasons: Record<Gap, Text> = {
  budget: { de: 'zu viele Zustände', en: 'too many states' },
  recursion: { de: 'ein Prozess ruft sich selbst auf', en: 'a process calls itself' },
  crowd: { de: 'an einer Stelle sammelt sich immer mehr an', en: 'more and more gathers in one place' },
  incident: {
    de: 'ein Element bleibt mit einer Störung stehen',
    en: 'an element stops with an incident',
  },
};

type Values = Record<string, string | number | Text>;

/** A finding at an element, its braces filled in. */
export function findingOf(
  code: SoundnessCode,
  element: { id: string; name: string | null },
  values: Values = {},
): Finding {
  const { severity, fix, ...text } = soundnessCodes[code];
  const all: Values = { name: called(element), ...values };
  const fill = (template: string, language: 'de' | 'en') =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = all[name] ?? '';
      return typeof value === 'object' ? value[language] : String(value);
    });
  const message = { de: fill(text.de, 'de'), en: fill(text.en, 'en') };
  return { code, severity, elementId: element.id, message, ...(fix ? { fix } : {}) };
}
