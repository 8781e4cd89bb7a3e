import fc from 'fast-check';
import { describeAnswers, readForm, separatePerson, steps, validateAnswers, visibleFields } from './index.js';
import type { Form, Json, Variables } from './index.js';

const now = '2026-03-02T09:00:00+01:00';

type Component = { [key: string]: Json };

function schema(components: Component[], change: Component = {}): string {
  return JSON.stringify({ id: 'meldung', schemaVersion: 18, components, ...change });
}

function formOf(...components: Component[]): Form {
  const { form, findings } = readForm(schema(components));
  expect(findings).toEqual([]);
  return form!;
}

const field = (type: string, key: string, rest: Component = {}): Component => ({
  type,
  key,
  id: `Feld_${key}`,
  label: key.toUpperCase(),
  ...rest,
});

const jaNein = [
  { value: 'ja', label: 'Ja' },
  { value: 'nein', label: 'Nein' },
];
const bereiche = [
  { value: 'wohnen', label: 'Wohnen' },
  { value: 'finanzen', label: 'Finanzen' },
  { value: 'unbekannt', label: 'Weiß nicht' },
];

const meldung = formOf(
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

describe('steps', () => {
  test('top-level groups are the pages, texts between belong to the next', () => {
    expect(
      steps(meldung, { stelle: 'Jobcenter' }).map(({ label, fields }) => [label, fields.map(({ id }) => id)]),
    ).toEqual([
      ['Wer meldet?', ['Feld_stelle', 'Feld_name']],
      ['Worum geht es?', ['Text_1', 'Feld_bereiche', 'Feld_einwilligung']],
    ]);
    expect(steps(meldung, { stelle: 'Jobcenter' })[1]!.fields[0]!.text).toBe('Sie melden für **Jobcenter**.');
  });

  test('a hidden group shows with its condition', () => {
    const last = steps(meldung, { einwilligung: 'ja' })[1]!.fields.at(-1)!;
    expect(last.fields.map(({ label }) => label)).toEqual(['NACHNAME', 'Geburtsdatum']);
  });

  test('without groups everything is one page', () => {
    expect(steps(formOf(field('number', 'a'), field('number', 'b')), {})).toMatchObject([
      { id: 'meldung', fields: [{}, {}] },
    ]);
  });

  test('options come from an expression or a variable', () => {
    const form = formOf(
      field('select', 'a', {
        valuesExpression: '=for o in organisationen return {value: o.id, label: o.name}',
      }),
      field('select', 'b', { valuesKey: 'liste' }),
    );
    const answers = { organisationen: [{ id: 'c', name: 'Caritas' }], liste: ['x', 'y'] };
    const [a, b] = visibleFields(form, answers);
    expect(a!.options).toEqual([{ value: 'c', label: 'Caritas' }]);
    expect(b!.options.map(({ value }) => value)).toEqual(['x', 'y']);
    expect(validateAnswers(form, { ...answers, a: 'c', b: 'z' }).problems).toMatchObject([
      { field: 'b', code: 'AUSWAHL' },
    ]);
  });

  test('the answer of a hidden field decides nothing', () => {
    const form = formOf(
      field('radio', 'c', { values: jaNein, conditional: { hide: '=b != "ja"' } }),
      field('radio', 'a', { values: jaNein }),
      field('radio', 'b', { values: jaNein, conditional: { hide: '=a != "ja"' } }),
    );
    const keys = (answers: Variables) => visibleFields(form, answers).map(({ key }) => key);
    expect(keys({ a: 'ja', b: 'ja' })).toEqual(['c', 'a', 'b']);
    expect(keys({ a: 'nein', b: 'ja' })).toEqual(['a']);
  });
});

describe('validateAnswers', () => {
  const one = (component: Component, answer: Json) =>
    validateAnswers(formOf({ ...component, key: 'a', id: 'a', label: 'Frage' }), { a: answer }, { now });

  const good: [type: string, rest: Component, answer: Json, cleaned: Json][] = [
    ['textfield', {}, '  Text ', 'Text'],
    ['textfield', {}, '', null],
    ['textarea', {}, 'a\r\nb', 'a\nb'],
    ['textfield', { validate: { validationType: 'email' } }, 'a@b.de', 'a@b.de'],
    ['textfield', { validate: { validationType: 'phone' } }, '+49 5971 / 123-45', '+49 5971 / 123-45'],
    ['textfield', { validate: { pattern: '^\\d{5}$' } }, '48429', '48429'],
    ['number', {}, '1,5', 1.5],
    ['number', {}, 3, 3],
    ['number', {}, null, null],
    ['radio', { values: jaNein }, 'ja', 'ja'],
    ['checkbox', {}, true, true],
    ['checkbox', {}, null, false],
    ['checklist', { values: bereiche }, ['finanzen', 'wohnen', 'wohnen'], ['wohnen', 'finanzen']],
    ['checklist', { values: bereiche }, null, []],
    ['datetime', { subtype: 'date' }, '24.12.2026', '2026-12-24'],
    ['datetime', { subtype: 'date' }, '2026-12-24', '2026-12-24'],
    ['datetime', { subtype: 'time' }, '9.30 Uhr', '09:30'],
    ['datetime', { subtype: 'datetime' }, '24.12.2026, 14:30', '2026-12-24T14:30'],
    ['datetime', { subtype: 'date', disallowPassedDates: true }, '2026-03-02', '2026-03-02'],
  ];

  test.each(good)('%s %j keeps %j as %j', (type, rest, answer, cleaned) => {
    expect(one({ type, ...rest }, answer)).toEqual({ answers: { a: cleaned }, problems: [] });
  });

  const required = { validate: { required: true } };
  const bad: [type: string, rest: Component, answer: Json, code: string, text: string][] = [
    ['textfield', required, ' ', 'PFLICHT', 'Bitte füllen Sie „Frage“ aus.'],
    [
      'textfield',
      { ...required, properties: { fehlertext: 'Bitte nennen Sie Ihre Stelle.' } },
      '',
      'PFLICHT',
      'Bitte nennen Sie Ihre Stelle.',
    ],
    ['radio', { ...required, values: jaNein }, null, 'PFLICHT', 'eine Antwort'],
    ['checklist', { ...required, values: bereiche }, [], 'PFLICHT', 'mindestens eine Antwort'],
    ['checkbox', required, false, 'PFLICHT', 'Häkchen'],
    ['datetime', required, '', 'PFLICHT', 'ein Datum'],
    ['textfield', { validate: { maxLength: 3 } }, 'vier', 'ZU_LANG', 'höchstens 3 Zeichen (jetzt 4)'],
    ['textfield', { validate: { minLength: 5 } }, 'vier', 'ZU_KURZ', 'mindestens 5 Zeichen'],
    ['textfield', { validate: { validationType: 'email' } }, 'a@b', 'MUSTER', 'name@stelle.de'],
    ['textfield', { validate: { validationType: 'phone' } }, 'keine', 'MUSTER', 'Ziffern'],
    ['textfield', { validate: { pattern: '^\\d{5}$' } }, '4842', 'MUSTER', 'Form'],
    ['textfield', {}, 5, 'TYP', '„Frage“'],
    ['textfield', {}, { böse: 1 }, 'TYP', '„Frage“'],
    ['number', {}, 'drei', 'TYP', 'eine Zahl'],
    ['number', { validate: { min: 0 } }, -1, 'ZU_KLEIN', 'nicht kleiner als 0'],
    ['number', { validate: { max: 120 } }, 121, 'ZU_GROSS', 'nicht größer als 120'],
    ['number', { decimalDigits: 0 }, '1,5', 'TYP', 'eine ganze Zahl'],
    ['radio', { values: jaNein }, 'vielleicht', 'AUSWAHL', 'angebotenen'],
    ['checklist', { values: bereiche }, ['wohnen', 'x'], 'AUSWAHL', 'angebotenen'],
    ['checkbox', {}, 'vielleicht', 'TYP', '„Frage“'],
    ['datetime', {}, '31.02.2026', 'DATUM', '24.12.2026'],
    ['datetime', { subtype: 'time' }, '25:00', 'DATUM', '14:30'],
    ['datetime', { disallowPassedDates: true }, '2026-03-01', 'VERGANGEN', 'Vergangenheit'],
  ];

  test.each(bad)('%s %j refuses %j with %s', (type, rest, answer, code, text) => {
    const { problems } = one({ type, ...rest }, answer);
    expect(problems).toMatchObject([{ field: 'a', code }]);
    expect(problems[0]!.message.de).toContain(text);
    expect(problems[0]!.message.en).not.toBe('');
  });

  test('hidden fields are not asked for and their answers dropped', () => {
    const answers = {
      stelle: 'JC',
      name: 'N',
      bereiche: ['wohnen'],
      einwilligung: 'nein',
      nachname: 'X',
      fremd: 1,
    };
    expect(validateAnswers(meldung, answers)).toEqual({
      answers: {
        stelle: 'JC',
        name: 'N',
        bereiche: ['wohnen'],
        einwilligung: 'nein',
        nachname: null,
        geboren: null,
      },
      problems: [],
    });
    const asked = validateAnswers(meldung, { ...answers, einwilligung: 'ja', nachname: '' });
    expect(asked.problems).toMatchObject([{ field: 'nachname', code: 'PFLICHT' }]);
  });

  test('conditions see answers as they are kept', () => {
    const answers = { stelle: 'x', name: 'N', bereiche: ['wohnen'], einwilligung: [], nachname: 'ja' };
    expect(validateAnswers(meldung, answers)).toMatchObject({
      answers: { einwilligung: null, nachname: null },
      problems: [],
    });
  });

  test('read-only fields are left out, groups with a path nest', () => {
    const form = formOf(field('textfield', 'a', { readonly: true, validate: { required: true } }), {
      type: 'group',
      id: 'g',
      label: 'G',
      path: 'adresse',
      components: [
        field('textfield', 'ort'),
        field('textfield', 'land', { conditional: { hide: '=adresse.ort = null' } }),
      ],
    });
    expect(validateAnswers(form, { a: 'x', adresse: { ort: 'Rheine', land: 'NRW' } })).toEqual({
      answers: { adresse: { ort: 'Rheine', land: 'NRW' } },
      problems: [],
    });
    expect(visibleFields(form, {}).map(({ key }) => key)).toEqual(['a', 'adresse.ort']);
  });

  test('whatever is sent: no exception, only known keys, and what is right stays as it is', () => {
    const answer = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('ja', 'nein', ['wohnen'], '24.12.2026', 'x'),
    );
    const keys = ['stelle', 'name', 'bereiche', 'einwilligung', 'nachname', 'geboren'];
    const sent = fc.dictionary(fc.constantFrom(...keys, 'fremd', '__proto__'), answer);
    const complete = fc.record({
      stelle: fc.string(),
      name: fc.constant('N'),
      bereiche: fc.constant(['wohnen']),
    });
    const either = fc.oneof(
      sent,
      fc.tuple(sent, complete).map(([some, rest]) => ({ ...some, ...rest })),
    );
    fc.assert(
      fc.property(either, (raw) => {
        const first = validateAnswers(meldung, raw as Variables, { now });
        expect(Object.keys(first.answers).sort()).toEqual([...keys].sort());
        if (first.problems.length > 0) return;
        const again = validateAnswers(meldung, first.answers, { now });
        expect(again.answers).toEqual(first.answers);
        const visible = new Set(visibleFields(meldung, first.answers).map(({ key }) => key));
        for (const key of keys.filter((each) => !visible.has(each))) expect(first.answers[key]).toBeNull();
      }),
    );
  });
});

const answered = {
  stelle: 'Jobcenter',
  name: 'Frau N.',
  bereiche: ['wohnen', 'finanzen'],
  einwilligung: 'ja',
  nachname: 'Muster',
  geboren: '1990-05-01',
};

test('separatePerson: the group passes its protection on', () => {
  expect(separatePerson(meldung, answered)).toEqual({
    person: { name: 'Frau N.', nachname: 'Muster', geboren: '1990-05-01' },
    rest: { stelle: 'Jobcenter', bereiche: ['wohnen', 'finanzen'], einwilligung: 'ja' },
  });
});

test('describeAnswers: labels instead of values, by page', () => {
  expect(describeAnswers(meldung, answered)).toEqual([
    {
      gruppe: 'Wer meldet?',
      eintraege: [
        { feld: 'stelle', frage: 'STELLE', antwort: 'Jobcenter', person: false },
        { feld: 'name', frage: 'NAME', antwort: 'Frau N.', person: true },
      ],
    },
    {
      gruppe: 'Worum geht es?',
      eintraege: [
        { feld: 'bereiche', frage: 'BEREICHE', antwort: 'Wohnen · Finanzen', person: false },
        { feld: 'einwilligung', frage: 'EINWILLIGUNG', antwort: 'Ja', person: false },
        { feld: 'nachname', frage: 'NACHNAME', antwort: 'Muster', person: true },
        { feld: 'geboren', frage: 'Geburtsdatum', antwort: '01.05.1990', person: true },
      ],
    },
  ]);
});

test('describeAnswers: the personal part alone is described, a hidden answer is not', () => {
  const { person } = separatePerson(meldung, answered);
  const fields = (answers: Variables) =>
    describeAnswers(meldung, answers).flatMap(({ eintraege }) => eintraege.map(({ feld }) => feld));
  expect(fields(person)).toEqual(['name', 'nachname', 'geboren']);
  expect(fields({ ...answered, einwilligung: 'nein' })).toEqual([
    'stelle',
    'name',
    'bereiche',
    'einwilligung',
  ]);
});
