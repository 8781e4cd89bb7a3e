import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isAusfall } from './ausfall.js';
import type { Fehler } from './fehler.dto.js';

const STATUS_TEXTE: Record<number, [code: string, message: string]> = {
  400: ['ANFRAGE_UNGUELTIG', 'Die Anfrage hat nicht die verlangte Gestalt.'],
  404: ['NICHT_GEFUNDEN', 'Das gibt es hier nicht.'],
  413: ['ZU_GROSS', 'Die Anfrage ist zu groß.'],
  415: ['FALSCHER_TYP', 'Bitte senden Sie JSON.'],
  503: [
    'GERADE_NICHT_ERREICHBAR',
    'Die Anwendung erreicht ihre Datenbank gerade nicht. Bitte versuchen Sie es in einigen Sekunden noch einmal.',
  ],
};
const WIEDER_NACH_SEKUNDEN = '5';

/** What body-parser and Express throw before Nest sees the request. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (isAusfall(error)) return 503;
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

function bodyOf(error: unknown, status: number): Fehler {
  if (error instanceof HttpException) {
    const body = error.getResponse();
    if (typeof body === 'object' && 'code' in body) return body as Fehler;
  }
  const [code, message] = STATUS_TEXTE[status] ?? [
    'INTERN',
    'Da ist bei uns etwas schiefgegangen. Ihre Angaben sind nicht verloren: Bitte versuchen Sie es gleich noch einmal.',
  ];
  return { code, message };
}

/** Every failure leaves the house as `{ code, message, … }`; the cause of a bug goes to the log only. */
@Catch()
export class FehlerFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const request = host
      .switchToHttp()
      .getRequest<Request & { log?: { error(details: object, text: string): void } }>();
    const status = statusOf(error);
    if (status >= 500) request.log?.error({ err: error }, 'request failed');
    if (response.headersSent) return;
    if (status === 503) response.setHeader('Retry-After', WIEDER_NACH_SEKUNDEN);
    const body = bodyOf(error, status);
    if (body.erneutIn) response.setHeader('Retry-After', body.erneutIn);
    // An endpoint that answers with a file may have said so before it failed.
    response.removeHeader('Content-Disposition');
    response.status(status).type('json').json(body);
  }
}
