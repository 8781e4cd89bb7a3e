import { readForm, type Form, type Json } from './index.js';

/** Small forms for the tests of this library. */
export type Component = { [key: string]: Json };

export function schema(components: Component[], change: Component = {}): string {
  return JSON.stringify({ id: 'meldung', schemaVersion: 18, components, ...change });
}

export function formOf(...components: Component[]): Form {
  const { form, findings } = readForm(schema(components));
  if (!form || findings.length > 0) throw new Error(JSON.stringify(findings));
  return form;
}

export const field = (type: string, key: string, rest: Component = {}): Component => ({
  type,
  key,
  id: `Feld_${key}`,
  label: key.toUpperCase(),
  ...rest,
});

export const jaNein = [
  { value: 'ja', label: 'Ja' },
  { value: 'nein', label: 'Nein' },
];
export const bereiche = [
  { value: 'wohnen', label: 'Wohnen' },
  { value: 'finanzen', label: 'Finanzen' },
  { value: 'unbekannt', label: 'Weiß nicht' },
];

export const meldung = formOf(
  {
    type: 'group',
    id: 'Schritt_1',
    label: 'Wer meldet?',
    components: [
      field('textfield', 'stelle', { validate: { required: true, maxLength: 20 } }),
      field('textfield', 'name', { properties: { schutz: 'person' }, validate: { required: true } }),
    ],
  },
  { type: 'text', id: 'Text_1', text: 'Sie melden für **{{stelle}}**.' },
  {
    type: 'group',
    id: 'Schritt_2',
    label: 'Worum geht es?',
    components: [
      field('checklist', 'bereiche', { values: bereiche, validate: { required: true } }),
      field('radio', 'einwilligung', { values: jaNein }),
      {
        type: 'group',
        id: 'Person',
        label: 'Person',
        properties: { schutz: 'person' },
        conditional: { hide: '=einwilligung != "ja"' },
        components: [
          field('textfield', 'nachname', { validate: { required: true } }),
          field('datetime', 'geboren', { dateLabel: 'Geburtsdatum' }),
        ],
      },
    ],
  },
);
