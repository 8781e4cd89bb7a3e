import { FehlerAntwort } from '../fehler/fehler.js';
import { isUuid } from './namen.js';

export const SEITENGROESSE = 50;

/** Where a page ends: instant and id of its last row. */
export interface Marke {
  at: Date;
  id: string;
}

export function writeCursor({ at, id }: Marke): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');
}

/** Reads a cursor of writeCursor; anything else is refused with 400. */
export function readCursor(cursor: string | undefined): Marke | null {
  if (!cursor) return null;
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (!at || !id || !isUuid(id) || Number.isNaN(Date.parse(at)))
    throw new FehlerAntwort(400, { code: 'CURSOR', message: 'Die Seitenmarke ist unbekannt.' });
  return { at: new Date(at), id };
}

/** Cuts one row too many into a page and the cursor of the next one. */
export function cutPage<T extends { createdAt: Date; id: string }>(
  rows: T[],
): { page: T[]; weiter: string | null } {
  const page = rows.slice(0, SEITENGROESSE);
  const last = page.at(-1);
  const weiter =
    rows.length > SEITENGROESSE && last ? writeCursor({ at: last.createdAt, id: last.id }) : null;
  return { page, weiter };
}
