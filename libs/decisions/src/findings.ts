import type { Finding } from '@zusteuerung/feel';

/** A finding about a decision model. */
export function finding(
  code: string,
  severity: Finding['severity'],
  elementId: string | undefined,
  de: string,
  en: string,
): Finding {
  return { code, severity, ...(elementId ? { elementId } : {}), message: { de, en } };
}
