import { checkJson } from '../modelle/editoren/text/jsonpruefung.js';

export type Werte = Record<string, unknown>;

/** The values in the text, null as long as it is no JSON object. */
export function readWerte(text: string): Werte | null {
  if (checkJson(text)) return null;
  const werte: unknown = JSON.parse(text);
  return typeof werte === 'object' && werte !== null && !Array.isArray(werte) ? (werte as Werte) : null;
}

export type Gelesen = { fehler: string } | { fehler: null; geaendert: Werte };

/** What was changed in the text of all variables, or what is wrong with it. */
export function readAenderungen(text: string, vorher: Werte): Gelesen {
  const nachher = readWerte(text);
  if (!nachher)
    return {
      fehler: checkJson(text)?.meldung ?? 'Hier stehen die Variablen mit Namen und Wert: { "name": "Wert" }.',
    };
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
