import fc from 'fast-check';
import { validateAnswers, visibleFields, type Json, type Variables } from './index.js';
import { bereiche, field, formOf, jaNein, meldung, type Component } from './testing.js';

const now = '2026-03-02T09:00:00+01:00';

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
