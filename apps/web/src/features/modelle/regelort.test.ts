/** @jest-environment jsdom */
import { findRegel } from './regelort.js';

const dmn = (id: string, regeln: string) =>
  `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision id="${id}"><decisionTable>${regeln}</decisionTable></decision></definitions>`;
const dateien = [
  { pfad: 'zielkatalog.dmn', inhalt: dmn('ziel', '<rule id="z1"/>') },
  { pfad: 'zusteuerung.dmn', inhalt: dmn('komplexitaet', '<rule id="k1"/><rule id="k2"/>') },
];

test.each([
  ['komplexitaet', 2, { pfad: 'zusteuerung.dmn', element: 'k2' }],
  ['komplexitaet', 7, { pfad: 'zusteuerung.dmn', element: 'komplexitaet' }],
  ['ziel', 0, { pfad: 'zielkatalog.dmn', element: 'ziel' }],
  ['unbekannt', 1, null],
])('row %s/%i', (tabelle, zeile, ort) => {
  expect(findRegel(dateien, tabelle, zeile)).toEqual(ort);
});
