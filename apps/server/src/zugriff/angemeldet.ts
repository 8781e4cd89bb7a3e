import {
  applyDecorators,
  createParamDecorator,
  SetMetadata,
  UseGuards,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiCookieAuth } from '@nestjs/swagger';
import type { Recht } from '@zusteuerung/domain';
import type { Request } from 'express';
import { ApiFehler } from '../fehler/api-fehler.js';
import { SitzungGuard } from './sitzung.guard.js';
import type { Zugriff } from './zugriff.js';

export const RECHTE_SCHLUESSEL = 'zst:rechte';

/** Only for signed-in people who hold at least one of the rights (no right named: anyone signed in). */
export const NurMit = (...rechte: Recht[]) =>
  applyDecorators(
    SetMetadata(RECHTE_SCHLUESSEL, rechte),
    UseGuards(SitzungGuard),
    ApiCookieAuth('sitzung'),
    ApiFehler(...(rechte.length > 0 ? [401, 403] : [401])),
  );

/** The access of the person who asks; present behind NurMit. */
export const Angemeldet = createParamDecorator((_: unknown, context: ExecutionContext): Zugriff => {
  const { zugriff } = context.switchToHttp().getRequest<Request & { zugriff?: Zugriff }>();
  if (!zugriff) throw new Error('Angemeldet needs NurMit on the controller');
  return zugriff;
});
