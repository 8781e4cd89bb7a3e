import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { Fehler } from './fehler.dto.js';

const TEXTE: Record<number, string> = {
  400: 'Die Anfrage hat nicht die verlangte Gestalt',
  401: 'Nicht angemeldet',
  403: 'Kein Recht dazu',
  404: 'Gibt es nicht, oder nicht für diese Person',
  409: 'Jemand anderes war schneller',
  422: 'Angaben fehlen oder passen nicht',
  429: 'Zu viele Anfragen',
};

/** Documents the error answers of an endpoint. */
export const ApiFehler = (...status: number[]) =>
  applyDecorators(
    ...status.map((code) => ApiResponse({ status: code, type: Fehler, description: TEXTE[code] })),
  );
