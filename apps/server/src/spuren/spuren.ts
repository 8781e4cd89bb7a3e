import { traced } from '@zusteuerung/runtime';
import type { NextFunction, Request, Response } from 'express';
import type { Logger as Pino } from 'pino';
import { routeOf } from '../messwerte/anfragen.js';

/** Ends the recording; what was recorded is sent before. */
export type StopSpuren = () => Promise<void>;

/** Records spans and sends them to an OTLP collector. Its libraries are loaded only here: without one nothing is paid. */
export async function startSpuren(endpoint: string, log: Pino): Promise<StopSpuren> {
  const { recordSpans } = await import('./aufzeichnung.js');
  return recordSpans(endpoint, log);
}

/** Each request is a span, named by the template of its route: addresses hold ids and references. */
export function traceRequests(request: Request, response: Response, next: NextFunction): void {
  if (request.path.startsWith('/health/')) return next();
  void traced('request', { kind: 'server' }, async (note) => {
    await new Promise<void>((resolve) => {
      response.once('close', resolve);
      next();
    });
    const route = routeOf(request);
    const { method } = request;
    const { statusCode } = response;
    note(
      { 'http.request.method': method, 'http.route': route, 'http.response.status_code': statusCode },
      `${method} ${route}`,
    );
  });
}
