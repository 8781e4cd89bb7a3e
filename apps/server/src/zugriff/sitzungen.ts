import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isRolle, rechteOf, type Gruppe } from '@zusteuerung/domain';
import { Konto, Sitzung } from '@zusteuerung/runtime';
import type { Request } from 'express';
import { LessThan, MoreThan, Not } from 'typeorm';
import { Betrieb } from '../start/betrieb.js';
import { readKeks, sitzungskeks } from './kekse.js';
import { brauchtZweitenFaktor, type Zugriff } from './zugriff.js';

/** A page that only refreshes itself while nobody is there says so: that keeps no session alive. */
const HINTERGRUND = 'zst-hintergrund';
const MINUTE = 60_000;

const PERSON = `k.id, k.name, k.email,
  EXISTS (SELECT 1 FROM zweiter_faktor f WHERE f.konto_id = k.id AND f.bestaetigt_at IS NOT NULL) AS faktor,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('tenant', m.tenant_id, 'organisation', m.organisation_id, 'rolle', m.rolle)
     ORDER BY m.tenant_id, m.organisation_id, m.rolle), '[]') FROM mitgliedschaft m WHERE m.konto_id = k.id) AS rollen`;
const OF_KONTO = `SELECT ${PERSON} FROM konto k WHERE k.id = $1 AND k.aktiv`;
// $1 digest of the token, $2 seconds a session may rest
const OF_TOKEN = `SELECT ${PERSON}, s.oidc_issuer IS NULL AS lokal,
  (extract(epoch FROM now() - s.last_seen_at) * 1000)::float AS "seenMs"
  FROM sitzung s JOIN konto k ON k.id = s.konto_id AND k.aktiv
  WHERE s.token_hash = $1 AND s.expires_at > now() AND s.last_seen_at > now() - make_interval(secs => $2::float)`;

interface Person {
  id: string;
  name: string;
  email: string;
  /** whether a second factor is set up */
  faktor: boolean;
  rollen: { tenant: string; organisation: string; rolle: string }[];
}

export const digestToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** How a session came about: the browser, and the provider that vouched for the person, if one did. */
export interface Herkunft {
  userAgent: string;
  oidc?: { issuer: string; subject: string; sid: string | null; idToken: Buffer };
}

/** Sessions: a random token in the browser, its digest in the database. */
@Injectable()
export class Sitzungen {
  constructor(private readonly betrieb: Betrieb) {}

  tokenOf = (request: Request): string | undefined => readKeks(request, sitzungskeks(this.betrieb.config));

  /** Opens a session and hands back its token; old sessions are tidied away on the occasion. */
  async open(kontoId: string, { userAgent, oidc }: Herkunft): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = new Date();
    const expiresAt = new Date(now.getTime() + this.betrieb.config.anmeldung.sitzungMs);
    const sitzung = {
      tokenHash: digestToken(token),
      id: randomUUID(),
      kontoId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt,
      userAgent: userAgent.slice(0, 300),
      oidcIssuer: oidc?.issuer ?? null,
      oidcSubject: oidc?.subject ?? null,
      oidcSid: oidc?.sid ?? null,
      idToken: oidc?.idToken ?? null,
    };
    await this.betrieb.outside(async (tx) => {
      await tx.delete(Sitzung, { expiresAt: LessThan(now) });
      await tx.insert(Sitzung, sitzung);
      await tx.update(Konto, { id: kontoId }, { letzteAnmeldungAt: now });
    });
    return token;
  }

  /** Gives a session a new token, as after every change of what it may do; the old one opens nothing any more. */
  async rotate(token: string): Promise<string> {
    const fresh = randomBytes(32).toString('base64url');
    const [before, after] = [{ tokenHash: digestToken(token) }, { tokenHash: digestToken(fresh) }];
    await this.betrieb.outside((tx) => tx.update(Sitzung, before, after));
    return fresh;
  }

  /** Ends a session; hands back what it was, null when there was none. */
  async close(token: string | undefined): Promise<Sitzung | null> {
    if (!token) return null;
    return this.betrieb.outside(async (tx) => {
      const sitzung = await tx.findOneBy(Sitzung, { tokenHash: digestToken(token), ...this.alive() });
      if (sitzung) await tx.delete(Sitzung, { tokenHash: sitzung.tokenHash });
      return sitzung;
    });
  }

  /** The sessions of an account that are still open, the one seen last first. */
  list(kontoId: string): Promise<Sitzung[]> {
    return this.betrieb.outside((tx) =>
      tx.find(Sitzung, {
        where: { kontoId, ...this.alive() },
        order: { lastSeenAt: 'DESC', createdAt: 'DESC' },
      }),
    );
  }

  /** Ends sessions of an account at once: one, all but one, or all; hands back how many. */
  async end(kontoId: string, which: { id?: string; exceptToken?: string } = {}): Promise<number> {
    const where = {
      kontoId,
      ...(which.id && { id: which.id }),
      ...(which.exceptToken && { tokenHash: Not(digestToken(which.exceptToken)) }),
    };
    const { affected } = await this.betrieb.outside((tx) => tx.delete(Sitzung, where));
    return affected ?? 0;
  }

  /** What the holder of a request's cookie may do; null when there is no valid session. */
  async of(request: Request): Promise<Zugriff | null> {
    const token = this.tokenOf(request);
    if (!token || token.length > 200) return null;
    const { ruheMs } = this.betrieb.config.anmeldung;
    const tokenHash = digestToken(token);
    return this.betrieb.outside(async (tx) => {
      const rows: (Person & { seenMs: number; lokal: boolean })[] = await tx.query(OF_TOKEN, [
        tokenHash,
        ruheMs / 1000,
      ]);
      const row = rows[0];
      if (!row) return null;
      if (row.seenMs > MINUTE && !request.get(HINTERGRUND))
        await tx.update(Sitzung, { tokenHash }, { lastSeenAt: new Date() });
      return this.accessOf(row, row.lokal);
    });
  }

  /** The access of an account in the municipality of its first membership; null without any, and when it is blocked. */
  async zugriffOf(kontoId: string, lokal = true): Promise<Zugriff | null> {
    const rows: Person[] = await this.betrieb.outside((tx) => tx.query(OF_KONTO, [kontoId]));
    return rows[0] ? this.accessOf(rows[0], lokal) : null;
  }

  private accessOf({ id, name, email, faktor, rollen }: Person, lokal: boolean): Zugriff | null {
    const tenant = rollen[0]?.tenant;
    if (!tenant) return null;
    const mitgliedschaften = rollen.flatMap(({ tenant: where, organisation, rolle }): Gruppe[] =>
      where === tenant && isRolle(rolle) ? [{ organisation, rolle }] : [],
    );
    const zweiterFaktor = lokal ? this.zweiterFaktorOf(faktor, mitgliedschaften) : 'aus';
    const wirksam = zweiterFaktor === 'einrichten' ? [] : mitgliedschaften;
    const rechte = rechteOf(wirksam.map(({ rolle }) => rolle));
    return { konto: { id, name, email }, lokal, zweiterFaktor, tenant, mitgliedschaften: wirksam, rechte };
  }

  private zweiterFaktorOf(has: boolean, mitgliedschaften: Gruppe[]): Zugriff['zweiterFaktor'] {
    if (has) return 'an';
    const needed =
      this.betrieb.config.anmeldung.zweiterFaktorPflicht && brauchtZweitenFaktor(mitgliedschaften);
    return needed ? 'einrichten' : 'aus';
  }

  /** The condition of a session that has neither run out nor rested too long. */
  private alive() {
    const now = Date.now();
    const { ruheMs } = this.betrieb.config.anmeldung;
    return { expiresAt: MoreThan(new Date(now)), lastSeenAt: MoreThan(new Date(now - ruheMs)) };
  }
}
