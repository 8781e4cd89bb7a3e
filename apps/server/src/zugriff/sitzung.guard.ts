import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Recht } from '@zusteuerung/domain';
import type { Request } from 'express';
import { FehlerAntwort, forbidden } from '../fehler/fehler.js';
import { Sitzungen } from './sitzungen.js';
import { darf, type Zugriff } from './zugriff.js';

/** Lets a request pass whose session is valid and whose person holds one of the rights of the endpoint. */
@Injectable()
export class SitzungGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sitzungen: Sitzungen,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request & { zugriff?: Zugriff }>();
    const zugriff = await this.sitzungen.of(request);
    if (!zugriff)
      throw new FehlerAntwort(401, { code: 'NICHT_ANGEMELDET', message: 'Bitte melden Sie sich an.' });
    // Set before it is refused: who was refused is remembered.
    request.zugriff = zugriff;
    const rechte = this.reflector.getAllAndOverride<Recht[] | undefined>('zst:rechte', [
      context.getHandler(),
      context.getClass(),
    ]);
    if (rechte?.length && zugriff.zweiterFaktor === 'einrichten')
      throw new FehlerAntwort(403, {
        code: 'ZWEITER_FAKTOR_EINRICHTEN',
        message: 'Bitte richten Sie zuerst unter „Sicherheit“ den zweiten Faktor ein.',
      });
    if (rechte?.length && !rechte.some((recht) => darf(zugriff, recht))) throw forbidden();
    return true;
  }
}
