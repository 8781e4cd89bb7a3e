import { Injectable, type ExecutionContext } from '@nestjs/common';
import { SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { InjectThrottlerOptions, InjectThrottlerStorage, ThrottlerGuard } from '@nestjs/throttler';
import type { ThrottlerModuleOptions, ThrottlerRequest, ThrottlerStorage } from '@nestjs/throttler';
import { FehlerAntwort } from '../fehler/fehler.js';
import { Betrieb } from './betrieb.js';
import type { Config } from './config.js';

const SCHLUESSEL = 'zst:begrenzung';

/** Gives an endpoint its own, lower limit of requests per minute and address. */
export const Begrenzt = (art: keyof Config['limits']) => SetMetadata(SCHLUESSEL, art);

/** Counts requests per address; endpoints that invite guessing have their own limit (see Begrenzt). */
@Injectable()
export class Begrenzung extends ThrottlerGuard {
  constructor(
    @InjectThrottlerOptions() options: ThrottlerModuleOptions,
    @InjectThrottlerStorage() storage: ThrottlerStorage,
    reflector: Reflector,
    private readonly betrieb: Betrieb,
  ) {
    super(options, storage, reflector);
  }

  protected override handleRequest(request: ThrottlerRequest): Promise<boolean> {
    const art = this.reflector.getAllAndOverride<keyof Config['limits'] | undefined>(SCHLUESSEL, [
      request.context.getHandler(),
      request.context.getClass(),
    ]);
    return super.handleRequest({ ...request, limit: this.betrieb.config.limits[art ?? 'allgemein'] });
  }

  protected override generateKey(context: ExecutionContext, tracker: string): string {
    const art = this.reflector.getAllAndOverride<string | undefined>(SCHLUESSEL, [
      context.getHandler(),
      context.getClass(),
    ]);
    return `${art ?? 'allgemein'}:${tracker}`;
  }

  protected override throwThrottlingException(): Promise<void> {
    throw new FehlerAntwort(429, {
      code: 'ZU_VIELE_ANFRAGEN',
      message: 'Das waren zu viele Versuche in kurzer Zeit. Bitte warten Sie eine Minute.',
    });
  }
}
