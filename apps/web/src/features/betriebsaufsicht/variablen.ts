import { checkJson } from '../modelle/editoren/text/jsonpruefung.js';

export type Werte = Record<string, unknown>;

export type Gelesen = { fehler: string } | { fehler: null; geaendert: Werte };

/** What was changed in the text of all variables, or what is wrong with it. */
export function readAenderungen(text: string, vorher: Werte): Gelesen {
  const kaputt = checkJson(text);
  if (kaputt) return { fehler: kaputt.meldung };
  const nachher: unknown = JSON.parse(text);
  if (typeof nachher !== 'object' || nachher === null || Array.isArray(nachher))
    return { fehler: 'Hier stehen die Variablen mit Namen und Wert: { "name": "Wert" }.' };
  const fehlt = Object.keys(vorher).find((name) => !Object.hasOwn(nachher, name));
  if (fehlt !== undefined)
    return { fehler: `„${fehlt}“ fehlt. Variablen lassen sich nicht löschen; setzen Sie den Wert auf null.` };
  const geaendert = Object.entries(nachher).filter(
    ([name, wert]) => JSON.stringify(wert) !== JSON.stringify(vorher[name]),
  );
  return { fehler: null, geaendert: Object.fromEntries(geaendert) };
}

/** The values before a change, to take it back; what was not there before becomes null. */
export const valuesBefore = (geaendert: Werte, vorher: Werte): Werte =>
  Object.fromEntries(Object.keys(geaendert).map((name) => [name, vorher[name] ?? null]));
