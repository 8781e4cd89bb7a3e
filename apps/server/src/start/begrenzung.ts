import {
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { SharedCounts } from '@zusteuerung/runtime';
import type { Request, Response } from 'express';
import { FehlerAntwort } from '../fehler/fehler.js';
import { Betrieb } from './betrieb.js';
import type { Config } from './config.js';
import { Zaehler, type Gemeinsam } from './zaehler.js';

type Art = keyof Config['limits'];

const SCHLUESSEL = 'zst:begrenzung';
/** How far behind the other processes a count may be. */
const TEILEN_MS = 1000;

/** Gives an endpoint its own, lower limit of requests per minute and address. */
export const Begrenzt = (art: Art | 'ohne') => SetMetadata(SCHLUESSEL, art);

/** An IPv6 connection owns a whole /64, so it counts as one address. */
export function networkOf(ip: string): string {
  const address = ip.replace(/%.*$/, '');
  const v4 = /(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (v4 || !address.includes(':')) return v4 ?? address;
  const [head = '', tail = ''] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = address.includes('::')
    ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
    : [];
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return groups.map((group) => group.replace(/^0+(?=.)/, '').toLowerCase()).join(':');
}

/**
 * Counts requests per address and minute; endpoints that invite guessing have their own limit (see Begrenzt).
 * With Redis all API processes count together, a second behind; without it each for itself. No request waits for it.
 */
@Injectable()
export class Begrenzung implements CanActivate, OnModuleDestroy {
  private readonly redis: SharedCounts | null;
  private readonly zaehler: Zaehler;
  private readonly timer: NodeJS.Timeout | null;

  constructor(
    private readonly reflector: Reflector,
    private readonly betrieb: Betrieb,
  ) {
    const { redisUrl } = betrieb.config;
    this.redis = redisUrl ? new SharedCounts(redisUrl) : null;
    this.zaehler = new Zaehler(this.redis && withoutAddresses(this.redis, betrieb));
    this.timer = this.redis && setInterval(() => void this.zaehler.share(), TEILEN_MS);
    this.timer?.unref();
  }

  onModuleDestroy(): void {
    if (this.timer) clearInterval(this.timer);
    this.redis?.close();
  }

  canActivate(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    const art =
      this.reflector.getAllAndOverride<Art | 'ohne' | undefined>(SCHLUESSEL, targets) ?? 'allgemein';
    if (art === 'ohne') return true;
    const http = context.switchToHttp();
    const key = `${art} ${networkOf(http.getRequest<Request>().ip ?? '')}`;
    if (this.zaehler.count(key) <= this.betrieb.config.limits[art]) return true;
    http.getResponse<Response>().setHeader('Retry-After', this.zaehler.rest);
    throw new FehlerAntwort(429, {
      code: 'ZU_VIELE_ANFRAGEN',
      message: 'Das waren zu viele Versuche in kurzer Zeit. Bitte warten Sie eine Minute.',
    });
  }
}

/** Redis learns nobody's address, and two installations on one Redis do not count together. */
function withoutAddresses(counts: SharedCounts, { schluessel }: Betrieb): Gemeinsam {
  return {
    async add(deltas) {
      const names = new Map([...deltas.keys()].map((key) => [key, schluessel.mac('begrenzung', key)]));
      const sums = await counts.add(
        new Map([...deltas].map(([key, count]) => [names.get(key) ?? '', count])),
      );
      return sums && new Map([...names].map(([key, name]) => [key, sums.get(name) ?? 0]));
    },
  };
}
