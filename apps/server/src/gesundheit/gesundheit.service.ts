import { Injectable } from '@nestjs/common';
import { FehlerAntwort } from '../fehler/fehler.js';
import { Betrieb } from '../start/betrieb.js';
import type { Gesundheit } from './gesundheit.dto.js';

@Injectable()
export class GesundheitService {
  constructor(private readonly betrieb: Betrieb) {}

  /** Ready means that the database answers. */
  async checkReady(): Promise<Gesundheit> {
    try {
      await this.betrieb.manager.query('SELECT 1');
      return { status: 'ok' };
    } catch {
      throw new FehlerAntwort(503, { code: 'NICHT_BEREIT', message: 'Die Datenbank antwortet nicht.' });
    }
  }
}
