import { steps, validateAnswers, visibleFields, type Variables } from './index.js';
import { field, formOf, jaNein, meldung } from './testing.js';

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
