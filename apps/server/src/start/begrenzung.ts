import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { FehlerAntwort } from '../fehler/fehler.js';
import { Betrieb } from './betrieb.js';
import type { Config } from './config.js';

type Art = keyof Config['limits'];

const SCHLUESSEL = 'zst:begrenzung';
const FENSTER_MS = 60_000;

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
 * Each process counts for itself: with several API processes the limits multiply.
 */
@Injectable()
export class Begrenzung implements CanActivate {
  private counts = new Map<string, number>();
  private until = 0;

  constructor(
    private readonly reflector: Reflector,
    private readonly betrieb: Betrieb,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    const art =
      this.reflector.getAllAndOverride<Art | 'ohne' | undefined>(SCHLUESSEL, targets) ?? 'allgemein';
    if (art === 'ohne') return true;
    const http = context.switchToHttp();
    const now = Date.now();
    if (
      this.count(`${art} ${networkOf(http.getRequest<Request>().ip ?? '')}`, now) <=
      this.betrieb.config.limits[art]
    )
      return true;
    http.getResponse<Response>().setHeader('Retry-After', Math.ceil((this.until - now) / 1000));
    throw new FehlerAntwort(429, {
      code: 'ZU_VIELE_ANFRAGEN',
      message: 'Das waren zu viele Versuche in kurzer Zeit. Bitte warten Sie eine Minute.',
    });
  }

  /** One window for everybody, so forgetting costs nothing and the table stays as small as a minute's visitors. */
  private count(key: string, now: number): number {
    if (now >= this.until) {
      this.counts = new Map();
      this.until = now + FENSTER_MS;
    }
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count;
  }
}
