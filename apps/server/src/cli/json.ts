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
  } catch (error) {
    return { broken: place(text, error instanceof Error ? error.message : String(error)) };
  }
}

function place(text: string, reason: string): Message {
  const position = /at position (\d+)/.exec(reason)?.[1];
  const end = position === undefined ? text.length : Number(position);
  const before = text.slice(0, end).split('\n');
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  return {
    de: `Kein gültiges JSON (Zeile ${line}, Spalte ${column}).`,
    en: `No valid JSON (line ${line}, column ${column}).`,
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
