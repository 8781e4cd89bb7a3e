import {
  HttpException,
  HttpStatus,
  ValidationPipe,
  type ArgumentMetadata,
  type ValidationError,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { Logger as Pino } from 'pino';
import { ApiModule } from '../api.module.js';
import type { FeldFehler } from '../fehler/fehler.dto.js';
import { FehlerAntwort } from '../fehler/fehler.js';
import { Abweisungen } from '../messwerte/abweisungen.js';
import { measureRequests } from '../messwerte/anfragen.js';
import type { Messwerte } from '../messwerte/messwerte.js';
import { traceRequests } from '../spuren/spuren.js';
import { Sitzungen } from '../zugriff/sitzungen.js';
import type { Betrieb } from './betrieb.js';
import { guardEingang } from './eingang.js';
import { refuseUnknown, serveOberflaeche } from './oberflaeche.js';
import { describeApi, OHNE_PRAEFIX } from './openapi.js';
import { logRequests } from './protokoll.js';

function fieldsOf(errors: ValidationError[], parent = ''): FeldFehler[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const feld = parent ? `${parent}.${property}` : property;
    const own = constraints
      ? [{ feld, code: 'GESTALT', text: `„${feld}“ fehlt oder hat nicht die verlangte Gestalt.` }]
      : [];
    return [...own, ...fieldsOf(children ?? [], feld)];
  });
}

const refusal = (fehler?: FeldFehler[]) =>
  new FehlerAntwort(HttpStatus.BAD_REQUEST, {
    code: 'ANFRAGE_UNGUELTIG',
    message: 'Die Anfrage hat nicht die verlangte Gestalt.',
    ...(fehler && { fehler }),
  });

/** What cannot even be turned into the wanted class (`{"constructor": …}`) is as wrong as what does not validate. */
class Pruefung extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    try {
      return (await super.transform(value, metadata)) as unknown;
    } catch (error) {
      throw error instanceof HttpException ? error : refusal();
    }
  }
}

const validation = () =>
  new Pruefung({
    transform: true,
    whitelist: true,
    exceptionFactory: (errors) => refusal(fieldsOf(errors)),
  });

/** A process that is about to end asks its clients to come back on a new connection, which reaches another one. */
function turnAway({ bereitschaft }: Betrieb) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    if (bereitschaft.isStopping) response.set('Connection', 'close');
    next();
  };
}

/** The HTTP application on an opened Betrieb, ready to listen. */
export async function createApi(
  betrieb: Betrieb,
  log: Pino,
  messwerte: Messwerte | null = null,
): Promise<NestExpressApplication> {
  // Made or missed now, not when the first person signs in.
  betrieb.schluessel.mac('start', '');
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.with(betrieb), {
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  app.disable('x-powered-by');
  app.set('trust proxy', betrieb.config.proxies);
  app.use(turnAway(betrieb));
  if (betrieb.config.otlp) app.use(traceRequests);
  if (messwerte) app.use(measureRequests(messwerte));
  app.use(logRequests(log));
  app.use(app.get(Abweisungen).watch(log, messwerte));
  guardEingang(app, betrieb.config, app.get(Sitzungen));
  app.setGlobalPrefix('api', { exclude: OHNE_PRAEFIX });
  app.useGlobalPipes(validation());
  const document = describeApi(app);
  app.use('/api/openapi.json', (_request: Request, response: Response) => void response.json(document));
  serveOberflaeche(app);
  app.use(refuseUnknown);
  return app;
}
