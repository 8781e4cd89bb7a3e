import { createHash } from 'node:crypto';
import {
  Injectable,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { IdempotencyKeyReused, onceAltogether, type KeyedRequest } from '@zusteuerung/runtime';
import type { Request } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { FehlerAntwort } from '../fehler/fehler.js';
import { Betrieb } from '../start/betrieb.js';
import { Schranke } from './schranke.js';
import type { Zugriff } from './zugriff.js';

const SELBST = 'zst:einmal-selbst';
const LAENGSTER = 200;
// Each holds a connection, also to wait for the first with its key: fewer than half of the pool (20).
const GLEICHZEITIG = 8;

/**
 * Endpoints that see to it themselves: in the transaction of their own work, or because each of their answers counts
 * once anyway (codes, passwords, new session tokens).
 */
export const EinmalSelbst = () => SetMetadata(SELBST, true);

const reused = () =>
  new FehlerAntwort(409, {
    code: 'SCHLUESSEL_VERWENDET',
    message: 'Mit diesem Schlüssel wurde schon etwas anderes ausgeführt.',
  });

const tooLong = () =>
  new FehlerAntwort(400, {
    code: 'ANFRAGE_UNGUELTIG',
    message: `„Idempotency-Key“ darf höchstens ${LAENGSTER} Zeichen haben.`,
  });

interface Gesendet {
  request: Request<object, unknown, unknown>;
  zugriff: Zugriff;
  schluessel: string;
}

/**
 * A write of a signed-in person with the header `Idempotency-Key` is done once: the same key with the same request
 * gives the first answer again, with another request 409; what was refused may be sent again. What the handler writes
 * and the key are one transaction. Keys belong to the person who sent them. Answers are kept encrypted with the key itself, so that the table gives nothing away.
 */
@Injectable()
export class EinmalInterceptor implements NestInterceptor {
  private readonly schranke = new Schranke(GLEICHZEITIG);

  constructor(
    private readonly reflector: Reflector,
    private readonly betrieb: Betrieb,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request & { zugriff?: Zugriff }>();
    const schluessel = request.get('idempotency-key');
    const selbst = this.reflector.getAllAndOverride<true | undefined>(SELBST, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!schluessel || !request.zugriff || selbst || request.method === 'GET') return next.handle();
    if (schluessel.length > LAENGSTER) throw tooLong();
    const einmal = { request, zugriff: request.zugriff, schluessel };
    return from(this.schranke.run(() => this.answer(einmal, () => lastValueFrom(next.handle()))));
  }

  private async answer(
    { request, zugriff, schluessel }: Gesendet,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    const { dataSource } = this.betrieb.database;
    const keyed = this.keyed(request, zugriff, schluessel);
    try {
      return await onceAltogether(dataSource, keyed, work);
    } catch (error) {
      throw error instanceof IdempotencyKeyReused ? reused() : error;
    }
  }

  private keyed(
    request: Gesendet['request'],
    { tenant, konto }: Zugriff,
    key: string,
  ): KeyedRequest<unknown> {
    const { schluessel } = this.betrieb;
    const eigener = `${konto.id} ${key}`;
    const zweck = `einmal ${eigener}`;
    const inhalt = JSON.stringify([request.method, request.originalUrl, request.body ?? null]);
    return {
      tenant,
      idempotencyKey: `einmal:${schluessel.mac('einmal', eigener)}`,
      fingerprint: createHash('sha256').update(inhalt).digest('hex'),
      seal: (answer) => schluessel.seal(zweck, JSON.stringify(answer ?? null)).toString('base64'),
      open: (kept) => {
        const text = schluessel.open(zweck, Buffer.from(String(kept), 'base64'));
        return text === null ? null : (JSON.parse(text) ?? undefined);
      },
    };
  }
}
