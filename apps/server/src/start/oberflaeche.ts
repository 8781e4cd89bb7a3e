import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { static as serveStatic, type NextFunction, type Request, type Response } from 'express';

/** Where the built web application lies, seen from dist/start/ and src/start/ alike. */
const WEB = fileURLToPath(new URL('../../../web/dist', import.meta.url));

const JAHR = 31_536_000;

/** Everything that is neither the API's nor a page: an answer of our own instead of one that quotes the address. */
export function refuseUnknown(request: Request, response: Response, next: NextFunction): void {
  if (/^\/(api|health\/live|health\/ready)(\/|$)/.test(request.path)) return next();
  response.status(404).json({ code: 'NICHT_GEFUNDEN', message: 'Das gibt es hier nicht.' });
}

/** Serves the web application; every address that is not the API's belongs to it. Without a build: nothing. */
export function serveOberflaeche(app: NestExpressApplication, folder: string = WEB): void {
  if (!existsSync(join(folder, 'index.html'))) return;
  app.use(
    '/assets',
    serveStatic(join(folder, 'assets'), { immutable: true, maxAge: JAHR * 1000, fallthrough: true }),
  );
  app.use(serveStatic(folder, { index: false }));
  app.use((request: Request, response: Response, next: NextFunction) => {
    const page =
      ['GET', 'HEAD'].includes(request.method) && !/^\/(api|health|assets)(\/|$)/.test(request.path);
    if (!page || !request.accepts('html')) return next();
    response.set('Cache-Control', 'no-cache').sendFile(join(folder, 'index.html'));
  });
}
