import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isRolle, rechteOf, type Gruppe } from '@zusteuerung/domain';
import { Konto, Mitgliedschaft, Sitzung } from '@zusteuerung/runtime';
import { LessThan } from 'typeorm';
import { Betrieb } from '../start/betrieb.js';
import type { Zugriff } from './zugriff.js';

export const SITZUNG_COOKIE = 'zst_sitzung';
export const SITZUNG_STUNDEN = 10;

const digest = (token: string) => createHash('sha256').update(token).digest('hex');

/** Sessions: a random token in the browser, its digest in the database. */
@Injectable()
export class Sitzungen {
  constructor(private readonly betrieb: Betrieb) {}

  /** Opens a session and hands back its token; old sessions are tidied away on the occasion. */
  async open(kontoId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = new Date();
    const expiresAt = new Date(now.getTime() + SITZUNG_STUNDEN * 3_600_000);
    await this.betrieb.manager.delete(Sitzung, { expiresAt: LessThan(now) });
    await this.betrieb.manager.insert(Sitzung, {
      tokenHash: digest(token),
      kontoId,
      createdAt: now,
      expiresAt,
    });
    return token;
  }

  async close(token: unknown): Promise<void> {
    if (typeof token === 'string') await this.betrieb.manager.delete(Sitzung, { tokenHash: digest(token) });
  }

  /** What the holder of a token may do; null when there is no valid session. */
  async find(token: unknown): Promise<Zugriff | null> {
    if (typeof token !== 'string' || !token || token.length > 200) return null;
    const konto = await this.betrieb.manager
      .createQueryBuilder(Konto, 'k')
      .innerJoin(Sitzung, 's', 's.kontoId = k.id')
      .where('s.tokenHash = :hash AND s.expiresAt > now() AND k.aktiv', { hash: digest(token) })
      .getOne();
    return konto && this.zugriffOf(konto);
  }

  /** The access of an account in the municipality of its first membership; null without any. */
  async zugriffOf(konto: Konto): Promise<Zugriff | null> {
    const rows = await this.betrieb.manager.find(Mitgliedschaft, {
      where: { kontoId: konto.id },
      order: { tenantId: 'ASC', organisationId: 'ASC', rolle: 'ASC' },
    });
    const tenant = rows[0]?.tenantId;
    if (!tenant) return null;
    const mitgliedschaften = rows.flatMap((row): Gruppe[] =>
      row.tenantId === tenant && isRolle(row.rolle)
        ? [{ organisation: row.organisationId, rolle: row.rolle }]
        : [],
    );
    return {
      konto: { id: konto.id, name: konto.name, email: konto.email },
      tenant,
      mitgliedschaften,
      rechte: rechteOf(mitgliedschaften.map(({ rolle }) => rolle)),
    };
  }
}
