import { checkJson } from '../modelle/editoren/text/jsonpruefung.js';
import type { Werte } from './variablen.js';

/** How a value is written in a field: what it is, for people. */
export const ARTEN = {
  text: 'Text',
  zahl: 'Zahl',
  janein: 'Ja oder Nein',
  liste: 'Liste',
  leer: 'Leer',
  json: 'Verschachtelt (JSON)',
} as const;
export type Wertart = keyof typeof ARTEN;

/** A value that holds no named values itself, and the names on the way to it. */
export interface Blatt {
  pfad: string[];
  wert: unknown;
}

const isObject = (wert: unknown): wert is Werte =>
  typeof wert === 'object' && wert !== null && !Array.isArray(wert);

export function listBlaetter(wert: unknown, pfad: string[] = []): Blatt[] {
  if (!isObject(wert) || (pfad.length > 0 && Object.keys(wert).length === 0)) return [{ pfad, wert }];
  return Object.entries(wert).flatMap(([name, innen]) => listBlaetter(innen, [...pfad, name]));
}

export function artOf(wert: unknown): Wertart {
  if (wert === null) return 'leer';
  if (typeof wert === 'string') return 'text';
  if (typeof wert === 'number') return 'zahl';
  if (typeof wert === 'boolean') return 'janein';
  return Array.isArray(wert) && wert.every((one) => typeof one === 'string' && !one.includes('\n'))
    ? 'liste'
    : 'json';
}

/** As it is read: „Ja“, „3“, „Wohnen, Sprache“. */
export function formatWert(wert: unknown): string {
  switch (artOf(wert)) {
    case 'leer':
      return 'leer';
    case 'janein':
      return wert ? 'Ja' : 'Nein';
    case 'liste':
      return (wert as string[]).join(', ') || 'leere Liste';
    case 'json':
      return JSON.stringify(wert);
    default:
      return String(wert) || 'leerer Text';
  }
}

/** As it is written into a field; lists have a line for each entry. */
export function textOf(wert: unknown): string {
  switch (artOf(wert)) {
    case 'leer':
      return '';
    case 'liste':
      return (wert as string[]).join('\n');
    case 'json':
      return JSON.stringify(wert, null, 2);
    case 'janein':
      return wert ? 'ja' : 'nein';
    default:
      return String(wert);
  }
}

const ZAHL = /^[+-]?\d+([.,]\d+)?$/;

/** What stands in a field as a value of that kind, or what is wrong with it. */
export function readWert(art: Wertart, text: string): { wert: unknown } | { fehler: string } {
  switch (art) {
    case 'leer':
      return { wert: null };
    case 'text':
      return { wert: text };
    case 'janein':
      return { wert: text === 'ja' };
    case 'liste':
      return { wert: text.split('\n').flatMap((zeile) => zeile.trim() || []) };
    case 'zahl': {
      const getippt = text.trim();
      return ZAHL.test(getippt)
        ? { wert: Number(getippt.replace(',', '.')) }
        : { fehler: 'Das ist keine Zahl. Richtig wäre zum Beispiel 14 oder 2,5.' };
    }
    case 'json': {
      const kaputt = checkJson(text);
      return kaputt ? { fehler: kaputt.meldung } : { wert: JSON.parse(text) as unknown };
    }
  }
}

/** The same values with another one at that place. */
export function replaceAt(werte: Werte, [name = '', ...rest]: string[], wert: unknown): Werte {
  const innen = werte[name];
  return { ...werte, [name]: rest.length === 0 ? wert : replaceAt(isObject(innen) ? innen : {}, rest, wert) };
}

export interface Gruppe {
  /** name of the variable; empty: those that hold one value each */
  name: string;
  blaetter: Blatt[];
}

/** Variables with one value together, then one group for each that holds several; what is named in `zuerst` leads. */
export function groupWerte(werte: Werte, zuerst: readonly string[] = []): Gruppe[] {
  const einzelne: Blatt[] = [];
  const gruppen: Gruppe[] = [];
  for (const [name, wert] of Object.entries(werte)) {
    const blaetter = listBlaetter(wert, [name]);
    if (isObject(wert)) gruppen.push({ name, blaetter });
    else einzelne.push(...blaetter);
  }
  const rang = ({ name }: Gruppe) => (zuerst.includes(name) ? 0 : 1);
  const sortiert = gruppen.sort((a, b) => rang(a) - rang(b) || a.name.localeCompare(b.name, 'de'));
  return einzelne.length > 0 ? [{ name: '', blaetter: einzelne }, ...sortiert] : sortiert;
}
