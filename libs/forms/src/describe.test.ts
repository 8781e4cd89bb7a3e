import { describeAnswers, separatePerson, type Variables } from './index.js';
import { meldung } from './testing.js';

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
