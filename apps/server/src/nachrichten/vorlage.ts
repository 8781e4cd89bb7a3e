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
  return germanDate(textOf(value) ?? '');
}

/** A date, with or without time of day, as people write it; everything else as it is. */
function germanDate(text: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?/.exec(text);
  if (!parts || (text.length > 10 && !parts[4])) return text;
  const [, year, month, day, time] = parts;
  return `${day}.${month}.${year}${time ? `, ${time} Uhr` : ''}`;
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

/** A mail's text for the status page: the news only, without salutation, greeting, and what leads to a link. */
export function forStatusPage(text: string): string {
  const lines = text.split('\n');
  const greeting = lines.findIndex((line) => /^(Mit freundlichen Grüßen|Freundliche Grüße)/.test(line));
  const news = lines
    .slice(0, greeting < 0 ? undefined : greeting)
    .map((line, place) => withoutLink(line, lines[place + 1] ?? ''))
    .filter((line) => !line.startsWith('Guten Tag'))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return news.charAt(0).toLocaleUpperCase('de') + news.slice(1);
}

const hasLink = (line: string) => /https?:\/\//.test(line);

/** Nothing of a line with a link, and not the sentence before it that ends in a colon. */
function withoutLink(line: string, next: string): string {
  if (hasLink(line)) return '';
  if (!hasLink(next) || !line.trimEnd().endsWith(':')) return line;
  const end = Math.max(line.lastIndexOf('.'), line.lastIndexOf('!'), line.lastIndexOf('?'));
  return line.slice(0, end + 1);
}
