import type { INestApplication } from '@nestjs/common';
import cookieParser from 'cookie-parser';
import { json, urlencoded, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { Fehler } from '../fehler/fehler.dto.js';
import { readKeks, sitzungskeks } from '../zugriff/kekse.js';
import type { Sitzungen } from '../zugriff/sitzungen.js';
import type { Config } from './config.js';
import { cleanValue, refuseStrangeBodies } from './koerper.js';

const MODELLE_LIMIT = '12mb';
const LIMIT = '256kb';

function refuse(response: Response, status: number, code: string, message: string): void {
  const fehler: Fehler = { code, message };
  response.status(status).json(fehler);
}

function refuseBrokenAddress(request: Request, response: Response, next: NextFunction): void {
  try {
    if (!decodeURIComponent(request.originalUrl.replaceAll('+', ' ')).includes('\0')) return next();
  } catch {
    // falls through to the refusal
  }
  refuse(response, 400, 'ANFRAGE_UNGUELTIG', 'Die Adresse ist nicht lesbar.');
}

/** Whether a request that changes something comes from our own pages (or from no browser and without a session). */
function comesFromHere(request: Request, config: Config): boolean {
  const site = request.get('sec-fetch-site');
  if (site) return site === 'same-origin' || site === 'none';
  const origin = request.get('origin');
  if (!origin) return !readKeks(request, sitzungskeks(config));
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === request.get('host') || origin === new URL(config.publicUrl).origin;
}

function refuseForeign(config: Config) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || comesFromHere(request, config)) return next();
    refuse(response, 403, 'FREMDE_HERKUNFT', 'Die Anfrage kommt nicht von dieser Anwendung.');
  };
}

function security(config: Config) {
  const https = config.publicUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'worker-src': ["'self'", 'blob:'],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: https,
    originAgentCluster: https,
    crossOriginOpenerPolicy: https,
  });
}

/** Answers of the API hold what only one person may see: no browser and no proxy keeps them. */
function keepNothing(_request: Request, response: Response, next: NextFunction): void {
  response.set('Cache-Control', 'no-store');
  next();
}

/** Megabytes are read for people only, not for anyone who sends them. */
function onlySignedIn(sitzungen: Sitzungen) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (['GET', 'HEAD'].includes(request.method)) return next();
    sitzungen.of(request).then((zugriff) => {
      if (zugriff) return next();
      refuse(response, 401, 'NICHT_ANGEMELDET', 'Bitte melden Sie sich an.');
    }, next);
  };
}

/** What every request passes before it reaches a controller. */
export function guardEingang(app: INestApplication, config: Config, sitzungen: Sitzungen): void {
  app.use(security(config));
  app.use(refuseBrokenAddress);
  app.use(cookieParser());
  app.use(refuseForeign(config));
  app.use('/api', keepNothing);
  app.use('/api/modelle', onlySignedIn(sitzungen));
  app.use('/api/modelle', json({ limit: MODELLE_LIMIT, reviver: cleanValue }));
  app.use(json({ limit: LIMIT, reviver: cleanValue }));
  // The provider's back channel speaks as forms do, and nobody else.
  app.use(
    '/api/anmeldung/oidc/abmeldung',
    urlencoded({ extended: false, limit: '32kb', parameterLimit: 10 }),
  );
  app.use(refuseStrangeBodies);
}
