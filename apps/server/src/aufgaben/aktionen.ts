import type { Variables } from '@zusteuerung/engine';
import type { Aktion } from './aufgaben.dto.js';

const KOPF = /^aktion\.([^.]+)$/;

function readAntworten(json: string | undefined): Variables | null {
  try {
    const value: unknown = JSON.parse(json ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Variables) : null;
  } catch {
    return null;
  }
}

/** The one-click answers that a model's task headers offer (`aktion.<key>` and `aktion.<key>.antworten`). */
export function aktionenOf(headers: Record<string, string>): Aktion[] {
  return Object.entries(headers).flatMap(([name, text]) => {
    const schluessel = KOPF.exec(name)?.[1];
    const antworten = schluessel && readAntworten(headers[`aktion.${schluessel}.antworten`]);
    return schluessel && antworten ? [{ schluessel, text, antworten }] : [];
  });
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, entry]) => [key, canonical(entry)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Whether answers are exactly those of a one-click action. */
export function isAktion(aktionen: Aktion[], antworten: Variables): boolean {
  const given = JSON.stringify(canonical(antworten));
  return aktionen.some((aktion) => JSON.stringify(canonical(aktion.antworten)) === given);
}
