/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareStaende, type Datei } from './wirkung.js';

const jetzt = '2026-03-02T09:00:00Z';
const namen = ['zusteuerung.dmn', 'zielkatalog.dmn', 'zusteuerung.faelle.json', 'zielkatalog.faelle.json'];
const rheine: Datei[] = namen.map((pfad) => ({
  pfad,
  inhalt: readFileSync(join(process.cwd(), 'processes/rheine', pfad), 'utf8'),
}));
const mit = (pfad: string, aendern: (inhalt: string) => string): Datei[] =>
  rheine.map((datei) => (datei.pfad === pfad ? { pfad, inhalt: aendern(datei.inhalt) } : datei));

test('another wording of a label decides nothing differently', async () => {
  const wirkung = await compareStaende(
    rheine,
    mit('zusteuerung.dmn', (xml) => xml.replace('label="Komplexität"', 'label="Wie komplex?"')),
    jetzt,
  );
  expect(wirkung).toMatchObject({ andereFaelle: 0, fallwechsel: [], tabellen: [], andereZeilen: 0 });
  expect(wirkung?.faelle).toBeGreaterThan(30);
  expect(wirkung?.eingaben).toBeGreaterThan(500);
});

test('a raised threshold names the agreed cases and the inputs that come out differently, in words', async () => {
  const zelle = /(id="komplexitaet_K3_E1">\s*<text>)&gt;= 2/;
  const wirkung = await compareStaende(
    rheine,
    mit('zusteuerung.dmn', (xml) => xml.replace(zelle, '$1&gt;= 3')),
    jetzt,
  );
  const [erster] = wirkung?.fallwechsel ?? [];
  expect(erster?.saetze[0]).toBe('Ziel: bisher „CM“, jetzt „CM_PRUEFUNG“');
  expect(erster?.saetze.at(-1)).toMatch(/^Statt .*D2 Komplexität, Zeile 3/);
  expect(erster?.bei[0]).toMatch(/^T01/);
  expect(wirkung?.andereFaelle).toBe(wirkung?.fallwechsel.flatMap(({ bei }) => bei).length);
  expect(wirkung?.tabellen).toHaveLength(1);
  const tabelle = wirkung?.tabellen[0];
  expect(tabelle).toMatchObject({ name: 'D2 Komplexität', art: 'changed', anders: 8 });
  expect(tabelle?.wechsel[0]).toMatchObject({
    saetze: ['bisher „KOMPLEX“, jetzt nichts (bisher Zeile 3, jetzt keine Zeile)'],
  });
  expect(tabelle?.wechsel[0]?.bei[0]).toBe(
    'Lebensbereiche mit Problemen 2, Institutionen und Beteiligte 2, Schwierige Konstellation nein',
  );
});

test('tables that are new are named; what is no table says nothing', async () => {
  const katalog = rheine.filter(({ pfad }) => pfad.startsWith('zielkatalog'));
  const wirkung = await compareStaende([], katalog, jetzt);
  expect(wirkung?.tabellen.map(({ art }) => art)).toContain('added');
  expect(await compareStaende(katalog, [{ pfad: 'zielkatalog.dmn', inhalt: '<x/>' }], jetzt)).toBeNull();
});
