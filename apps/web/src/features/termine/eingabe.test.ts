import { ApiFehler } from '../../api/fehler.js';
import type { Termin, TerminAuswahl } from './abfragen.js';
import { changeArt, eingabeOf, listMoegliche, werteOf } from './eingabe.js';
import { readFehler } from './fehler.js';
import { formatZeitraum, isVorbei } from './zeitraum.js';

const auswahl: TerminAuswahl = {
  arten: [
    { art: 'fallkonferenz', text: 'Fallkonferenz', titel: 'Fallkonferenz RHE-1' },
    { art: 'uebergabe', text: 'Übergabegespräch', titel: 'Übergabegespräch RHE-1' },
  ],
  gruppen: [{ id: 'caritas:case_management', text: 'Caritas' }],
  melder: true,
};
const termin: Termin = {
  id: 't',
  art: 'ablauf',
  titel: 'Erstgespräch',
  beginn: '2026-07-01T22:30:00.000Z',
  ganztags: false,
  dauer: 45,
  ort: null,
  teilnehmende: [
    { id: 'caritas:case_management', text: 'Caritas' },
    { id: 'jobcenter', text: 'Jobcenter' },
    { id: 'a@b.example', text: 'a@b.example' },
  ],
  status: 'geplant',
  aenderbar: true,
  vorgang: { id: 'v', referenz: 'RHE-1', titel: 'Fall', art: 'meldung' },
};

test('moving a meeting without a change says the same by the German clock', () => {
  expect(eingabeOf(werteOf(termin, auswahl))).toEqual({
    art: 'sonstiges',
    titel: 'Erstgespräch',
    beginn: '2026-07-02T00:30',
    dauer: 45,
    ort: null,
    teilnehmende: ['caritas:case_management', 'jobcenter', 'a@b.example'],
  });
});

test('whoever is invited already can be ticked, whether offered or not', () => {
  expect(listMoegliche(termin, auswahl).map(({ id }) => id)).toEqual([
    'melder',
    'caritas:case_management',
    'jobcenter',
  ]);
});

test('another kind brings its title, but takes away none that somebody wrote', () => {
  const neu = werteOf(null, auswahl);
  expect(changeArt(neu, 'uebergabe', auswahl).titel).toBe('Übergabegespräch RHE-1');
  expect(changeArt({ ...neu, titel: 'Runder Tisch' }, 'uebergabe', auswahl).titel).toBe('Runder Tisch');
});

test('addresses may stand one below the other or in a row, each counts once', () => {
  const werte = { ...werteOf(null, auswahl), adressen: 'a@b.example, c@d.example;\n a@b.example' };
  expect(eingabeOf(werte).teilnehmende).toEqual(['a@b.example', 'c@d.example']);
});

test('a refused group is called by its name, a refused address is told where it was typed', () => {
  const about = (text: string) => ({ feld: 'teilnehmende', code: 'X', text });
  const error = new ApiFehler(422, 'UNGUELTIG', '', [
    about('„caritas:case_management“ darf nichts erfahren.'),
    about('„falsch“ ist keine E-Mail-Adresse.'),
    about('„krumm“ ist keine E-Mail-Adresse.'),
  ]);
  expect(readFehler(error, listMoegliche(null, auswahl))).toEqual({
    teilnehmende: '„Caritas“ darf nichts erfahren.',
    adressen: '„falsch“ ist keine E-Mail-Adresse. „krumm“ ist keine E-Mail-Adresse.',
  });
});

test('a meeting past midnight names the day it ends on, a whole day no time', () => {
  expect(formatZeitraum({ beginn: '2026-12-03T13:30:00Z', dauer: 60, ganztags: false })).toBe(
    'Donnerstag, 3. Dezember 2026, 14:30 bis 15:30 Uhr',
  );
  expect(formatZeitraum({ beginn: '2026-12-03T22:30:00Z', dauer: 60, ganztags: false })).toBe(
    'Donnerstag, 3. Dezember 2026, 23:30 bis Freitag, 4. Dezember 2026, 00:30 Uhr',
  );
  expect(formatZeitraum({ beginn: '2026-12-02T23:00:00Z', dauer: 60, ganztags: true })).toBe(
    'Donnerstag, 3. Dezember 2026, ganztägig',
  );
});

test('a whole day is over at midnight of the German clock', () => {
  const ganztags = { beginn: '2026-12-02T23:00:00Z', dauer: 60, ganztags: true };
  expect(isVorbei(ganztags, Date.parse('2026-12-03T22:59:00Z'))).toBe(false);
  expect(isVorbei(ganztags, Date.parse('2026-12-03T23:01:00Z'))).toBe(true);
});
