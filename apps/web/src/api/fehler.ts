import type { Feldfehler } from './typen.js';

/** What the server said when it could not do what was asked; status 0: it could not be reached. */
export class ApiFehler extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fehler: Feldfehler[] = [],
    readonly einzelheiten: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'ApiFehler';
  }

  get istNetz(): boolean {
    return this.status === 0;
  }

  get istServer(): boolean {
    return this.status >= 500;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isFeldfehler = (value: unknown): value is Feldfehler =>
  isRecord(value) && typeof value['feld'] === 'string' && typeof value['text'] === 'string';

/** Reads an error answer of the server, whatever it looks like. */
export function readFehler(status: number, body: unknown): ApiFehler {
  const daten = isRecord(body) ? body : {};
  const fehler = Array.isArray(daten['fehler']) ? daten['fehler'].filter(isFeldfehler) : [];
  const message = typeof daten['message'] === 'string' ? daten['message'] : '';
  return new ApiFehler(
    status,
    typeof daten['code'] === 'string' ? daten['code'] : '',
    message,
    fehler,
    daten,
  );
}

/** What the server said about one field; undefined when it is about something else. */
export const fehlerAn = (error: unknown, feld: string): string | undefined =>
  error instanceof ApiFehler ? error.fehler.find((one) => one.feld === feld)?.text : undefined;

/** What to tell a person about any error. */
export function describeFehler(error: unknown): string {
  if (!(error instanceof ApiFehler))
    return 'Da ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.';
  if (error.istNetz)
    return 'Wir erreichen den Server gerade nicht. Bitte prüfen Sie Ihre Internetverbindung und versuchen Sie es noch einmal.';
  if (error.istServer)
    return 'Der Server hat gerade eine Störung. Bitte versuchen Sie es in ein paar Minuten noch einmal.';
  if (error.status === 429 && error.code !== 'ZU_VIELE_VERSUCHE')
    return 'Das waren viele Versuche in kurzer Zeit. Bitte warten Sie einen Moment und versuchen Sie es dann noch einmal.';
  if (error.message) return error.message;
  return 'Da ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.';
}
