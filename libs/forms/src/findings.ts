import type { Finding } from '@zusteuerung/feel';
import { jsonErrorPlace } from './json-place.js';

/** A finding about a form. */
export function finding(
  code: string,
  severity: Finding['severity'],
  elementId: string | undefined,
  de: string,
  en: string,
): Finding {
  return { code, severity, ...(elementId ? { elementId } : {}), message: { de, en } };
}

export function unsupported(id: string, type: string): Finding {
  return finding(
    'FORM_UNSUPPORTED',
    'error',
    id,
    `Das Formularelement „${id}“ hat die Art „${type}“, die hier nicht angezeigt werden kann.`,
    `The component "${id}" is a "${type}", which can't be shown here.`,
  );
}

/** Broken JSON with line and column. */
export function brokenJson(json: string): Finding {
  const { line, column } = jsonErrorPlace(json) ?? { line: 1, column: 1 };
  return finding(
    'FORM_JSON',
    'error',
    undefined,
    `Die Datei ist kein gültiges JSON (Zeile ${line}, Spalte ${column}).`,
    `The file is no valid JSON (line ${line}, column ${column}).`,
  );
}
