import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';

/** Documents the header with which sending twice changes nothing. */
export const Einmal = () =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Ein zweites Absenden ergibt dieselbe Antwort',
  });

/** The request's idempotency key, if it has one. */
export const Einmalschluessel = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined =>
    context.switchToHttp().getRequest<Request>().get('idempotency-key'),
);
