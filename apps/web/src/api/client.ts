import createClient from 'openapi-fetch';
import { ApiFehler, readFehler } from './fehler.js';
import type { paths } from './generated/schema.js';

/** The typed client of the HTTP API; same origin, the session is a cookie. */
export const api = createClient<paths>({
  baseUrl: '',
  credentials: 'same-origin',
  fetch: (request) => globalThis.fetch(request),
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
