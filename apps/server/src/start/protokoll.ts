import type { Logger } from '@zusteuerung/runtime';
import { pino, type DestinationStream, type Logger as Pino } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Request } from 'express';

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

/** Logs method, path and status of each request: no query, no headers, no bodies, so nothing about a person. */
export function logRequests(log: Pino) {
  return pinoHttp<Request>({
    logger: log,
    quietReqLogger: true,
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => ({ method, path: url.split('?')[0] }),
      err: describeError,
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'debug'),
  });
}
