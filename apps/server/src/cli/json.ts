import { jsonErrorPlace } from '@zusteuerung/forms';

export interface Message {
  de: string;
  en: string;
}

/** Parsed JSON, or where it is broken. */
export function parseJson(
  text: string,
): { value: unknown; broken?: undefined } | { value?: undefined; broken: Message } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { broken: place(text) };
  }
}

function place(text: string): Message {
  const { line, column } = jsonErrorPlace(text) ?? { line: 1, column: 1 };
  return {
    de: `Kein gültiges JSON (Zeile ${line}, Spalte ${column}).`,
    en: `No valid JSON (line ${line}, column ${column}).`,
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
