import { ApiFehler } from '../../api/fehler.js';
import { checkEingabe, eingabeOf, FELDER, readFehler, werteOf } from './eingabe.js';

const voll = {
  ...werteOf(null),
  text: ' Ihre Angaben gehen an die Caritas. ',
  zwecke: 'Beratung; Kontaktaufnahme;',
  empfaenger: ['caritas-rheine'],
  erteiltAm: '2026-11-20',
};

test('what is filled in becomes what is sent, without empty purposes and circumstances', () => {
  expect(eingabeOf(voll)).toEqual({
    ...{ text: 'Ihre Angaben gehen an die Caritas.', sprache: 'de', besondere: false },
    ...{ zwecke: ['Beratung', 'Kontaktaufnahme'], empfaenger: ['caritas-rheine'] },
    ...{ form: 'schriftlich', durch: 'person', erteiltAm: '2026-11-20' },
  });
  expect(checkEingabe(eingabeOf(voll))).toEqual({});
});

test('every gap is named at its field, in the order of the form', () => {
  const leer = eingabeOf({ ...werteOf(null), sprache: 'd', umstaende: 'x'.repeat(1001) });
  expect(Object.keys(checkEingabe(leer))).toEqual([...FELDER]);
  expect(checkEingabe(eingabeOf({ ...voll, zwecke: 'Beratung; ab' })).zwecke).toContain('3 bis 200');
});

test('the server’s words stand at the field, for a mere shape ours', () => {
  const error = new ApiFehler(400, 'ANFRAGE_UNGUELTIG', '', [
    { feld: 'sprache', code: 'GESTALT', text: '„sprache“ fehlt oder hat nicht die verlangte Gestalt.' },
    { feld: 'erteiltAm', code: 'ZUKUNFT', text: 'Das Datum liegt in der Zukunft.' },
    { feld: 'sonstiges', code: 'X', text: 'Y' },
  ]);
  const fehler = readFehler(error);
  expect(fehler.sprache).toContain('2 bis 20 Zeichen');
  expect(fehler.erteiltAm).toBe('Das Datum liegt in der Zukunft.');
  expect(Object.keys(fehler)).toHaveLength(2);
});
