import { beschreibeGegenbeispiel } from './gegenbeispiel.js';

test('says the way to a defect in sentences, with the names of the elements', () => {
  const beispiel = {
    name: 'DEADLOCK Join',
    models: ['zusteuerung.bpmn'],
    choices: { Weiche: ['Flow_ja', 'Flow_nein'], Liste: [0] },
    steps: [
      { complete: 'Pruefen' },
      { fire: 'Frist' },
      { error: 'weg', at: 'Anrufen' },
      { escalation: 'spaet', at: 'Anrufen' },
      { message: 'antwort' },
      { signal: 'feierabend' },
      { advance: 'P1D' },
      { expect: {} },
    ],
  };
  const namen: Record<string, string> = {
    Weiche: 'Zuständig?',
    Pruefen: 'Meldung prüfen',
    Frist: 'nach 7 Tagen',
  };
  expect(beschreibeGegenbeispiel(beispiel, (id) => namen[id])).toEqual([
    'Der Ablauf beginnt.',
    'An „Zuständig?“ geht es weiter über „Flow_ja“, dann „Flow_nein“.',
    '„Meldung prüfen“ wird erledigt.',
    '„nach 7 Tagen“ tritt ein.',
    '„Anrufen“ meldet den Fehler „weg“.',
    '„Anrufen“ löst die Eskalation „spaet“ aus.',
    'Die Nachricht „antwort“ kommt an.',
    'Das Signal „feierabend“ kommt an.',
    'Es vergeht Zeit (P1D).',
  ]);
});

test('an empty one only begins', () => {
  expect(beschreibeGegenbeispiel({})).toEqual(['Der Ablauf beginnt.']);
});
