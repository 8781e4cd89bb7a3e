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

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const unknownCursor = () =>
  new FehlerAntwort(400, { code: 'CURSOR', message: 'Die Seitenmarke ist unbekannt.' });

/** Hands on a cursor of the task list as it is; anything else is refused with 400. */
export function checkTaskCursor(cursor: string | undefined): string | null {
  if (!cursor) return null;
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof at === 'string' && INSTANT.test(at) && !Number.isNaN(Date.parse(at)) && isUuid(String(id)))
      return cursor;
  } catch {
    // falls through to the refusal
  }
  throw unknownCursor();
}

/** Reads a cursor of writeCursor; anything else is refused with 400. */
export function readCursor(cursor: string | undefined): Marke | null {
  if (!cursor) return null;
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (!at || !id || !isUuid(id) || !INSTANT.test(at) || Number.isNaN(Date.parse(at))) throw unknownCursor();
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
