import type { NextFunction, Request, Response } from 'express';
import type { Messwerte } from './messwerte.js';

/** The template of a request's route (`/api/vorgaenge/:id`): addresses hold ids and references. */
export function routeOf(request: Request): string {
  const { path } = (request.route ?? {}) as { path?: unknown };
  if (typeof path === 'string' && request.path !== '/') return path;
  return /^\/api(\/|$)/.test(request.path) ? 'unbekannt' : 'oberflaeche';
}

/** Takes the time of every request. */
export function measureRequests(messwerte: Messwerte) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const began = process.hrtime.bigint();
    response.once('finish', () => {
      const seconds = Number(process.hrtime.bigint() - began) / 1e9;
      messwerte.observeRequest(request.method, routeOf(request), response.statusCode, seconds);
    });
    next();
  };
}
