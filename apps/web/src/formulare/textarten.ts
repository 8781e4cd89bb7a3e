import type { Field } from '@zusteuerung/forms';

/** The reporter's own contact data may be filled in by the browser; data about other people never. */
const tokens: [RegExp, string][] = [
  [/(^|_)(email|e_mail|mail)$/i, 'email'],
  [/(^|_)(telefon|tel|handy|rufnummer)$/i, 'tel'],
  [/(^|_)(vorname)$/i, 'given-name'],
  [/(^|_)(nachname|familienname)$/i, 'family-name'],
  [/(^|_)(name|ansprechperson)$/i, 'name'],
  [/(^|_)(organisation|dienststelle|einrichtung|stelle)$/i, 'organization'],
];

const ownPrefix = /^(melder|meldende|ansprech|absender|kontakt_melde)/i;
const lastPart = (key: string) => key.replaceAll('.', '_').replace(/([a-z])([A-Z])/g, '$1_$2');

/** The autocomplete token of a text field (WCAG 1.3.5); `properties.autocomplete` of the form wins. */
export function autocompleteOf(field: Field): string {
  const explicit = field.properties['autocomplete'];
  if (explicit) return explicit;
  const key = lastPart(field.key ?? '');
  if (!ownPrefix.test(key)) return 'off';
  return tokens.find(([pattern]) => pattern.test(key))?.[1] ?? 'off';
}

export function inputModeOf(field: Field): 'text' | 'email' | 'tel' | 'numeric' {
  if (field.inputType !== 'text') return field.inputType;
  return /^(plz|postleitzahl)$/i.test(field.key ?? '') ? 'numeric' : 'text';
}
