import type { Finding } from './findings.js';

/** Where in a file: 1-based. */
export interface Place {
  line: number;
  elementId?: string | undefined;
}

/** A finding in the XML itself; both texts end with the line when a place is known. */
export function xmlFinding(
  code: string,
  de: string,
  en: string,
  place: Partial<Place> = {},
  severity: Finding['severity'] = 'error',
): Finding {
  const { line, elementId } = place;
  return {
    code,
    severity,
    ...(elementId ? { elementId } : {}),
    message: {
      de: line === undefined ? `${de}.` : `${de} (Zeile ${line}).`,
      en: line === undefined ? `${en}.` : `${en} (line ${line}).`,
    },
  };
}

/** Shortens what a file says to what fits into a message. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
