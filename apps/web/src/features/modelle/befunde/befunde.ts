import type { Befund } from '../api/types.js';
import { dateiname } from '../dateiart.js';

const rang = { error: 0, warning: 1, info: 2 } as const;

export const schwereText = { error: 'Fehler', warning: 'Hinweis', info: 'Information' } as const;

/** Errors first; the order within a severity stays. */
export function sortBefunde(befunde: readonly Befund[]): Befund[] {
  return [...befunde].sort((a, b) => rang[a.severity] - rang[b.severity]);
}

export const hasErrors = (befunde: readonly Befund[]): boolean =>
  befunde.some((befund) => befund.severity === 'error');

/**
 * The findings of one file: named by path or file name,
 * or, without a file, those whose element occurs in the content.
 */
export function befundeOf(befunde: readonly Befund[], pfad: string, inhalt: string): Befund[] {
  return befunde.filter((befund) => {
    if (befund.file) return befund.file === pfad || dateiname(befund.file) === dateiname(pfad);
    return befund.elementId !== undefined && inhalt.includes(`id="${befund.elementId}"`);
  });
}

/**
 * Findings that concern changed files, and those that don't. Errors, and cases of tables that come out otherwise, always
 * concern: a change elsewhere may be their cause.
 */
export function teileBefunde(
  befunde: readonly Befund[],
  geaendert: readonly { pfad: string; inhalt: string }[],
): { hier: Befund[]; anderswo: Befund[] } {
  const betroffen = new Set(geaendert.flatMap(({ pfad, inhalt }) => befundeOf(befunde, pfad, inhalt)));
  const istHier = (befund: Befund) =>
    befund.severity === 'error' ||
    befund.code === 'CASE_FAILED' ||
    betroffen.has(befund) ||
    (!befund.file && !befund.elementId);
  return {
    hier: befunde.filter(istHier),
    anderswo: befunde.filter((befund) => !istHier(befund)),
  };
}

export interface ElementBefunde {
  elementId: string;
  severity: Befund['severity'];
  befunde: Befund[];
}

/** One entry per element with findings, with the worst severity among them. */
export function groupByElement(befunde: readonly Befund[]): ElementBefunde[] {
  const gruppen = new Map<string, Befund[]>();
  for (const befund of befunde) {
    if (!befund.elementId) continue;
    gruppen.set(befund.elementId, [...(gruppen.get(befund.elementId) ?? []), befund]);
  }
  return [...gruppen].map(([elementId, liste]) => {
    const sortiert = sortBefunde(liste);
    return { elementId, severity: sortiert[0]?.severity ?? 'info', befunde: sortiert };
  });
}

/** "2 Fehler, 1 Hinweis" or "keine Auffälligkeiten". */
export function countText(befunde: readonly Befund[]): string {
  const fehler = befunde.filter((befund) => befund.severity === 'error').length;
  const hinweise = befunde.length - fehler;
  const teile = [
    fehler ? `${fehler} Fehler` : '',
    hinweise ? `${hinweise} ${hinweise === 1 ? 'Hinweis' : 'Hinweise'}` : '',
  ].filter(Boolean);
  return teile.join(', ') || 'keine Auffälligkeiten';
}
