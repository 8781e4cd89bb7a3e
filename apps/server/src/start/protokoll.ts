import type { Logger } from '@zusteuerung/runtime';
import { pino, type DestinationStream, type Logger as Pino } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Request } from 'express';
import { routeOf } from '../messwerte/anfragen.js';

const ADRESSE = /[^\s<>()"',;:]+@[^\s<>()"',;:]+/g;

/**
 * An error for the log, without what it says about people: statements and their values are left out, addresses in
 * messages too. What a database says quotes values, so only its code and the place remain.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (typeof error !== 'object' || error === null || !('message' in error)) return { type: typeof error };
  const { code, constraint, table, name, message, stack } = error as Record<string, unknown>;
  const fromDatabase = 'query' in error || 'severity' in error || 'driverError' in error;
  return {
    type: name,
    ...(fromDatabase ? { constraint, table } : { message: String(message).replace(ADRESSE, '[Adresse]') }),
    code,
    stack: String(stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
  };
}

/** The log of a process: JSON lines, on standard error unless told otherwise. */
export function openProtokoll(level: string, output: DestinationStream = pino.destination(2)): Pino {
  return pino({ level, base: null, serializers: { err: describeError } }, output);
}

/** The same log as the runtime wants it. */
export function runtimeLogger(log: Pino): Logger {
  return {
    debug: (message, details) => log.debug(details ?? {}, message),
    info: (message, details) => log.info(details ?? {}, message),
    warn: (message, details) => log.warn(details ?? {}, message),
    error: (message, details) => log.error(details ?? {}, message),
  };
}

const nameOf = (request: Request) => ({ method: request.method, route: routeOf(request) });

/** Logs method, route and status of each request: no address as it was typed, no headers, no bodies. */
export function logRequests(log: Pino) {
  return pinoHttp<Request>({
    logger: log,
    quietReqLogger: true,
    serializers: {
      // Taken down when the request begins, while its route is not known yet.
      req: () => undefined,
      err: describeError,
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
    customSuccessObject: (request, _response, line: object) => ({ ...nameOf(request), ...line }),
    customErrorObject: (request, _response, _error, line: object) => ({ ...nameOf(request), ...line }),
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'debug'),
  });
}
