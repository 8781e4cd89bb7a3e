import type { Logger } from '@zusteuerung/runtime';
import { pino, stdSerializers, type Logger as Pino } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Request } from 'express';

/** The log of a process: JSON lines on standard error. */
export function openProtokoll(level: string): Pino {
  return pino({ level, base: null, serializers: { err: stdSerializers.err } }, pino.destination(2));
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
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'debug'),
  });
}
