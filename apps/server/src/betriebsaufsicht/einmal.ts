import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';
import { EinmalSelbst } from '../zugriff/einmal.js';

/** Takes the header with which sending twice changes nothing, in the transaction of its own work. */
export const Einmal = () =>
  applyDecorators(
    EinmalSelbst(),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Ein zweites Absenden ergibt dieselbe Antwort',
    }),
  );

/** The request's idempotency key, if it has one. */
export const Einmalschluessel = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined =>
    context.switchToHttp().getRequest<Request>().get('idempotency-key'),
);
