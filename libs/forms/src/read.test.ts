import { readForm } from './index.js';
import { field, jaNein, schema } from './testing.js';

describe('readForm', () => {
  const bad: [name: string, json: string, code: string, elementId: string | undefined, part: string][] = [
    ['broken JSON', '{\n  "id": "a",\n  x }', 'FORM_JSON', undefined, 'Zeile 3, Spalte 3'],
    ['old schema', schema([], { schemaVersion: 9 }), 'FORM_SCHEMA_VERSION', 'meldung', 'Fassung 9'],
    ['no id', schema([], { id: '' }), 'FORM_NO_ID', undefined, 'Kennung'],
    ['no form', '{"id":"a","schemaVersion":18}', 'FORM_NO_COMPONENTS', 'a', 'components'],
    ['component', schema([{ type: 'filepicker', id: 'F1' }]), 'FORM_UNSUPPORTED', 'F1', 'filepicker'],
    [
      'nested component',
      schema([{ type: 'group', id: 'g', components: [{ type: 'table', id: 'T1' }] }]),
      'FORM_UNSUPPORTED',
      'T1',
      'table',
    ],
    [
      'same key',
      schema([field('number', 'a'), { ...field('number', 'a'), id: 'b' }]),
      'FORM_DUPLICATE_KEY',
      'b',
      '„a“',
    ],
    [
      'same id',
      schema([field('number', 'a'), { ...field('number', 'b'), id: 'Feld_a' }]),
      'FORM_DUPLICATE_ID',
      'Feld_a',
      'mehrfach',
    ],
    ['no key', schema([{ type: 'number', id: 'n', label: 'N' }]), 'FORM_NO_KEY', 'n', 'Schlüssel'],
    ['no options', schema([field('radio', 'a')]), 'FORM_NO_OPTIONS', 'Feld_a', 'auszuwählen'],
    [
      'same option',
      schema([field('radio', 'a', { values: [jaNein[0]!, jaNein[0]!] })]),
      'FORM_DUPLICATE_OPTION',
      'Feld_a',
      '„ja“',
    ],
    [
      'condition',
      schema([field('number', 'a', { conditional: { hide: '=b >' } })]),
      'FEEL_SYNTAX',
      'Feld_a',
      'unvollständig',
    ],
    [
      'no FEEL',
      schema([field('number', 'a', { conditional: { hide: 'b' } })]),
      'FORM_NOT_FEEL',
      'Feld_a',
      '„=“',
    ],
    [
      'pattern',
      schema([field('textfield', 'a', { validate: { pattern: '(' } })]),
      'FORM_PATTERN',
      'Feld_a',
      '„(“',
    ],
  ];

  test.each(bad)('%s is refused', (_name, json, code, elementId, part) => {
    const { form, findings } = readForm(json);
    expect(form).toBeNull();
    const found = findings.find((each) => each.code === code);
    expect(found).toMatchObject({ severity: 'error' });
    expect(found!.elementId).toBe(elementId);
    expect(found!.message.de).toContain(part);
  });

  test('a missing label is a warning, a button nothing', () => {
    const { form, findings } = readForm(
      schema([
        { type: 'number', id: 'n', key: 'n' },
        { type: 'button', id: 'b' },
      ]),
    );
    expect(findings).toMatchObject([{ code: 'FORM_NO_LABEL', severity: 'warning', elementId: 'n' }]);
    expect(form!.fields.map(({ id }) => id)).toEqual(['n']);
  });
});
