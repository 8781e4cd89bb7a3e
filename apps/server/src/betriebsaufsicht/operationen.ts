import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IdempotencyKeyReused, Operations, wholeTenant, type Transaction } from '@zusteuerung/runtime';
import { FehlerAntwort } from '../fehler/fehler.js';
import { Betrieb } from '../start/betrieb.js';
import type { Zugriff } from '../zugriff/zugriff.js';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** The operations of the runtime, each done once per idempotency key of a person. */
@Injectable()
export class BetriebOperationen {
  readonly operations: Operations;

  constructor(private readonly betrieb: Betrieb) {
    this.operations = new Operations(betrieb.processes, betrieb.definitions);
  }

  /** One transaction; with a key from the request's header the second one gets the answer of the first. */
  async transaction<T>(
    { tenant, konto }: Zugriff,
    { schluessel, inhalt }: { schluessel: string | undefined; inhalt: unknown },
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const once = schluessel && {
      idempotencyKey: `betrieb:${digest(`${konto.id} ${schluessel}`)}`,
      fingerprint: digest(JSON.stringify(inhalt)),
    };
    try {
      return await this.betrieb.processes.transaction(work, { ...wholeTenant(tenant), ...once });
    } catch (error) {
      if (!(error instanceof IdempotencyKeyReused)) throw error;
      throw new FehlerAntwort(409, {
        code: 'SCHLUESSEL_VERWENDET',
        message: 'Mit diesem Schlüssel wurde schon etwas anderes ausgeführt.',
      });
    }
  }
}
