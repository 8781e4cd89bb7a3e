import type {
  Antworten,
  Aufgabe,
  Aufgabenliste,
  AufgabenFilter,
  Diagramm,
  Formular,
  Ich,
  Kommune,
  Konto,
  Postfachliste,
  Quittung,
  Schema,
  Stand,
  Verweis,
  Vorgang,
  VorgangArt,
  Vorgangsliste,
} from './typen.js';

interface Parameter {
  path?: unknown;
  query?: unknown;
  header?: unknown;
}

interface Lesen<Ergebnis, P extends Parameter = object> {
  parameters: P;
  responses: { 200: { content: { 'application/json': Ergebnis } } };
}

interface Schreiben<Eingabe, Ergebnis, P extends Parameter = object> {
  parameters: P;
  requestBody: { content: { 'application/json': Eingabe } };
  responses: { 200: { content: { 'application/json': Ergebnis } } };
}

interface MitId {
  path: { id: string };
}

/** The paths this application calls, in the shape openapi-fetch reads. */
export interface paths {
  '/api/oeffentlich/kommunen': { get: Lesen<Verweis[]> };
  '/api/oeffentlich/kommunen/{kommune}': { get: Lesen<Kommune, { path: { kommune: string } }> };
  '/api/oeffentlich/kommunen/{kommune}/zugaenge/{zugang}/formular': {
    get: Lesen<Formular, { path: { kommune: string; zugang: string } }>;
  };
  '/api/oeffentlich/kommunen/{kommune}/meldungen': {
    post: Schreiben<
      { zugang: string; antworten: Antworten },
      Quittung,
      { path: { kommune: string }; header: { 'Idempotency-Key': string } }
    >;
  };
  '/api/oeffentlich/status': { post: Schreiben<{ referenz: string; pin: string }, Stand> };
  '/api/anmeldung': {
    post: Schreiben<{ email: string; passwort: string }, Ich>;
    delete: Lesen<undefined>;
  };
  '/api/ich': { get: Lesen<Ich> };
  '/api/aufgaben': {
    get: Lesen<Aufgabenliste, { query: { filter: AufgabenFilter; cursor?: string } }>;
  };
  '/api/aufgaben/{id}': { get: Lesen<Aufgabe, MitId> };
  '/api/aufgaben/{id}/uebernehmen': { post: Lesen<undefined, MitId> };
  '/api/aufgaben/{id}/zurueckgeben': { post: Lesen<undefined, MitId> };
  '/api/aufgaben/{id}/abschliessen': {
    post: Schreiben<{ antworten: Antworten }, { vorgangId: string }, MitId>;
  };
  '/api/vorgaenge': {
    get: Lesen<Vorgangsliste, { query: { art: VorgangArt; cursor?: string; suche?: string } }>;
  };
  '/api/vorgaenge/{id}': { get: Lesen<Vorgang, MitId> };
  '/api/vorgaenge/{id}/diagramm': { get: Lesen<Diagramm, MitId> };
  '/api/vorgaenge/{id}/anliegen/formular': { get: Lesen<{ schema: Schema }, MitId> };
  '/api/vorgaenge/{id}/anliegen': {
    post: Schreiben<{ antworten: Antworten }, { id: string; referenz: string }, MitId>;
  };
  '/api/postfach': { get: Lesen<Postfachliste, { query: { cursor?: string } }> };
  '/api/konten': { get: Lesen<Konto[]> };
}
