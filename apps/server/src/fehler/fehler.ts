import { HttpException } from '@nestjs/common';
import type { Fehler } from './fehler.dto.js';

/** An answer that tells a person what to do; the only exception that features throw. */
export class FehlerAntwort extends HttpException {
  constructor(status: number, body: Fehler) {
    super(body, status);
  }
}

export const notFound = (message = 'Das gibt es hier nicht, oder es ist nicht für Sie freigegeben.') =>
  new FehlerAntwort(404, { code: 'NICHT_GEFUNDEN', message });

export const forbidden = () =>
  new FehlerAntwort(403, { code: 'KEIN_RECHT', message: 'Dazu fehlt Ihnen die Berechtigung.' });

export const invalid = (fehler: Fehler['fehler'], message = 'Bitte prüfen Sie Ihre Angaben.') =>
  new FehlerAntwort(422, { code: 'EINGABE', message, fehler });
