import type { NextFunction, Request, Response } from 'express';

const MOST_DEPTH = 32;
const MOST_VALUES = 20_000;

/**
 * For JSON.parse: PostgreSQL stores neither NUL nor lone surrogates, so they are taken out of every text that comes
 * in; a key that would change an object's prototype is left out.
 */
export function cleanValue(key: string, value: unknown): unknown {
  if (key === '__proto__') return undefined;
  if (typeof value !== 'string') return value;
  return value
    .replaceAll('\0', '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** Whether a JSON value is shaped as people's answers are: not nested without end, not made of countless crumbs. */
export function isReasonable(body: unknown): boolean {
  let level = [body];
  let count = 0;
  for (let depth = 0; level.length > 0; depth++) {
    count += level.length;
    if (depth > MOST_DEPTH || count > MOST_VALUES) return false;
    const next: unknown[] = [];
    for (const value of level)
      if (typeof value === 'object' && value !== null)
        for (const inner of Object.values(value)) next.push(inner);
    level = next;
  }
  return true;
}

/** Lets pass what the API takes: no body, or an object of a reasonable shape. */
export function refuseStrangeBodies(request: Request, response: Response, next: NextFunction): void {
  const body: unknown = request.body;
  if (body === undefined || (!Array.isArray(body) && isReasonable(body))) return next();
  response
    .status(400)
    .json({ code: 'ANFRAGE_UNGUELTIG', message: 'Die Anfrage hat nicht die verlangte Gestalt.' });
}
