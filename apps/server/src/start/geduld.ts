import type { Server } from 'node:http';

/** ms until all headers must be there, and the whole request: a slow telephone needs seconds */
const KOPF_MS = 15_000;
const ANFRAGE_MS = 60_000;
/** longer than the 60 s of the usual proxies: whoever closes first must not be the one who waits for requests */
const RUHE_MS = 75_000;
const MOST_HEADERS = 100;

/** Who sends letter by letter must not hold connections for ever (Node looks every 30 seconds). */
export function limitPatience(server: Server): void {
  server.headersTimeout = KOPF_MS;
  server.requestTimeout = ANFRAGE_MS;
  server.keepAliveTimeout = RUHE_MS;
  server.maxHeadersCount = MOST_HEADERS;
}
