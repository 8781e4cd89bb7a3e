import type { Finding } from '@zusteuerung/feel';

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

/** Broken JSON with line and column, when the parser says where. */
export function brokenJson(json: string, error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  const position = /at position (\d+)/.exec(reason)?.[1];
  const before = position === undefined ? null : json.slice(0, Number(position)).split('\n');
  const line = before?.length ?? 0;
  const column = (before?.at(-1)?.length ?? 0) + 1;
  return finding(
    'FORM_JSON',
    'error',
    undefined,
    before
      ? `Die Datei ist kein gültiges JSON (Zeile ${line}, Spalte ${column}).`
      : 'Die Datei ist kein gültiges JSON.',
    before
      ? `The file is no valid JSON (line ${line}, column ${column}).`
      : `The file is no valid JSON: ${reason}`,
  );
}
