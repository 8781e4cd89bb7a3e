import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { Logger as Pino } from 'pino';
import { protokolliere } from '../konten/protokoll.js';
import { Betrieb } from '../start/betrieb.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { routeOf } from './anfragen.js';
import type { Messwerte } from './messwerte.js';

/** Whoever is refused again and again is written down once in this time, with how often. */
const SAMMELN_MS = 5 * 60_000;
const METHODEN = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
/** so many different places of one account are named, the others only counted */
const MOST_STELLEN = 20;

interface Konto {
  tenant: string;
  anzahl: number;
  stellen: Set<string>;
}

/** Whether an answer refused something that is there for others: not signed in, no right, or another's. */
function isAbweisung(status: number, route: string): boolean {
  return status === 401 || status === 403 || (status === 404 && route.includes(':'));
}

/**
 * Remembers refused access without being flooded: counted in memory, written now and then, one audit entry for each
 * signed-in account and one line in the log for each route. Routes are templates; no id and no name is kept.
 */
@Injectable()
export class Abweisungen implements OnModuleDestroy {
  private konten = new Map<string, Konto>();
  private stellen = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;
  private log: Pino | null = null;

  constructor(private readonly betrieb: Betrieb) {}

  /** Looks at every answer from now on. */
  watch(log: Pino, messwerte: Messwerte | null) {
    this.log = log;
    this.timer = setInterval(() => void this.write(), SAMMELN_MS);
    this.timer.unref();
    return (request: Request & { zugriff?: Zugriff }, response: Response, next: NextFunction): void => {
      response.once('finish', () => {
        const route = routeOf(request);
        if (!isAbweisung(response.statusCode, route)) return;
        messwerte?.countAbweisung(response.statusCode, route);
        this.note(`${response.statusCode} ${methodOf(request)} ${route}`, request.zugriff);
      });
      next();
    };
  }

  /** Writes down what came together; what cannot be written now waits for the next time. */
  async write(): Promise<void> {
    const { konten, stellen } = this;
    this.konten = new Map();
    this.stellen = new Map();
    for (const [stelle, anzahl] of stellen) this.log?.warn({ stelle, anzahl }, 'access refused');
    for (const [kontoId, konto] of konten)
      await this.record(kontoId, konto).catch(() => this.konten.set(kontoId, konto));
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.write();
  }

  private note(stelle: string, zugriff: Zugriff | undefined): void {
    this.stellen.set(stelle, (this.stellen.get(stelle) ?? 0) + 1);
    if (!zugriff) return;
    const { id } = zugriff.konto;
    const konto = this.konten.get(id) ?? { tenant: zugriff.tenant, anzahl: 0, stellen: new Set<string>() };
    konto.anzahl++;
    if (konto.stellen.size < MOST_STELLEN) konto.stellen.add(stelle);
    this.konten.set(id, konto);
  }

  private record(kontoId: string, { tenant, anzahl, stellen }: Konto): Promise<void> {
    const daten = { anzahl, stellen: [...stellen].sort() };
    return this.betrieb.forTenant(tenant, (tx) =>
      protokolliere(tx, { tenant, kontoId, akteur: kontoId, art: 'abgewiesen', daten }),
    );
  }
}

const methodOf = ({ method }: Request): string => (METHODEN.has(method) ? method : 'ANDERE');
