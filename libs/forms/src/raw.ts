import type { Json } from '@zusteuerung/feel';

/** A piece of a form file: an object whose entries may be anything. */
export type Raw = { [key: string]: Json };

export function asObject(value: Json | undefined): Raw {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}

export function asList(value: Json | undefined): Raw[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}

export function asText(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** form-js writes limits as numbers or as text. */
export function asNumber(value: Json | undefined): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : null;
}
