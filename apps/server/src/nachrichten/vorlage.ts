import type { Variables } from '@zusteuerung/engine';
import { textOf } from '../vorgaenge/vorschlag.js';

export interface Text {
  betreff: string;
  text: string;
}

function lookUp(variables: Variables, path: string): string {
  let value: Variables[string] | undefined = variables;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
    value = Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return textOf(value) ?? '';
}

/** Fills `{{path.of.variable}}` in; what is unknown or empty becomes nothing. */
export function fillIn(text: string, variables: Variables): string {
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, path: string) => lookUp(variables, path));
}

/** Reads a template (`Betreff: …`, blank line, text) and fills it in; control characters never reach a mail header. */
export function renderVorlage(vorlage: string, variables: Variables): Text {
  const [first = '', ...rest] = vorlage.replace(/\r\n/g, '\n').split('\n');
  const betreff = /^Betreff:\s*(.*)$/.exec(first)?.[1];
  const text = betreff === undefined ? vorlage : rest.join('\n');
  const filled = fillIn(betreff ?? 'Nachricht', variables);
  return { betreff: filled.replace(/\p{Cc}+/gu, ' ').trim(), text: fillIn(text, variables).trim() };
}

/** A mail's text for the status page: without salutation and without the sentence that leads to a link. */
export function forStatusPage(text: string): string {
  return text
    .replace(/^Guten Tag[^\n]*\n+/, '')
    .replace(/(?<![^.!?\n])[^.!?\n]*:\s*\n[^\n]*https?:\/\/[^\n]*/g, '')
    .replace(/(?<!\n)\n+(Mit freundlichen Grüßen|Freundliche Grüße)[\s\S]*$/, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
