import type { Json, Variables } from '@zusteuerung/engine';
import type { Paket } from '../pakete/pakete.js';
import type { VorschlagDto } from './vorschlag.dto.js';

/** A value as a person reads it; null for what is empty. */
export function textOf(value: Json | undefined): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? 'ja' : 'nein';
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(', ') || null;
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, entry]) => `${name}: ${textOf(entry) ?? '–'}`)
      .join(', ');
  return String(value);
}

/** What the rules of a case propose (variable `vorschlag`); null while they have not spoken. */
export function vorschlagOf({ kommune }: Paket, variables: Variables): VorschlagDto | null {
  const value = variables['vorschlag'];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const traeger = textOf(value['traeger']);
  return {
    ziel: textOf(value['ziel']),
    zielText: textOf(value['zielText']),
    traeger,
    traegerName: kommune.organisationen.find(({ id }) => id === traeger)?.name ?? null,
    gruppe: textOf(value['gruppe']),
    begruendung: textOf(value['begruendung']),
    quelle: textOf(value['quelle']),
    statistikart: textOf(value['statistikart']),
    uebergabeform: textOf(value['uebergabeform']),
  };
}
