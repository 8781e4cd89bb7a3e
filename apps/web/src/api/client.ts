import createClient from 'openapi-fetch';
import { ApiFehler, readFehler } from './fehler.js';
import type { paths } from './generated/schema.js';

/** Nobody has touched the page for so long: what it asks by itself keeps no session alive. */
const UNTAETIG = 60_000;
let zuletzt = Date.now();
for (const art of ['pointerdown', 'keydown', 'scroll'])
  globalThis.addEventListener?.(art, () => (zuletzt = Date.now()), { passive: true, capture: true });

function mark(request: Request): Request {
  if (Date.now() - zuletzt > UNTAETIG) request.headers.set('zst-hintergrund', '1');
  return request;
}

/** The typed client of the HTTP API; same origin, the session is a cookie. */
export const api = createClient<paths>({
  baseUrl: '',
  credentials: 'same-origin',
  fetch: (request) => globalThis.fetch(mark(request)),
});

interface Antwort<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer's data; every refusal and every lost connection becomes an ApiFehler. */
export async function daten<T>(anfrage: Promise<Antwort<T>>): Promise<T> {
  let antwort: Antwort<T>;
  try {
    antwort = await anfrage;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiFehler(0, 'KEINE_VERBINDUNG', '');
  }
  if (!antwort.response.ok) throw readFehler(antwort.response.status, antwort.error);
  return antwort.data as T;
}
