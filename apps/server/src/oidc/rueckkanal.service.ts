import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { jwtVerify, type JWTPayload } from 'jose';
import { FehlerAntwort } from '../fehler/fehler.js';
import { protokolliereAbmeldung } from '../konten/protokoll.js';
import { Betrieb } from '../start/betrieb.js';
import { Sitzungen } from '../zugriff/sitzungen.js';
import { OidcVerbindung, type Anbieter } from './verbindung.js';

const EREIGNIS = 'http://schemas.openid.net/event/backchannel-logout';
const HOECHSTALTER_SEKUNDEN = 10 * 60;
const TOLERANZ_SEKUNDEN = 60;
const ALGORITHMEN = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

const refuse = () =>
  new FehlerAntwort(400, { code: 'LOGOUT_TOKEN', message: 'Das Abmelde-Token ist nicht gültig.' });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// $1 issuer, $2 sid or null, $3 subject or null. A session that has no sid is known by its person only.
const END = `DELETE FROM sitzung WHERE oidc_issuer = $1 AND (
  ($2::text IS NOT NULL AND oidc_sid = $2 AND ($3::text IS NULL OR oidc_subject = $3)) OR
  ($3::text IS NOT NULL AND oidc_subject = $3 AND ($2::text IS NULL OR oidc_sid IS NULL)))
  RETURNING konto_id AS id`;

/** OpenID Connect Back-Channel Logout 1.0: the provider ends sessions here without the browser. */
@Injectable()
export class RueckkanalService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly verbindung: OidcVerbindung,
    private readonly sitzungen: Sitzungen,
  ) {}

  /** Ends the sessions a logout token names; each token counts once. 400 for everything that is none (2.6). */
  async end(token: unknown): Promise<void> {
    const anbieter = await this.verbindung.open();
    if (!anbieter || typeof token !== 'string') throw refuse();
    const { iss, sub, sid, jti } = await this.verify(token, anbieter);
    const ended = await this.betrieb.outside(async (tx): Promise<{ id: string }[]> => {
      await tx.query('DELETE FROM oidc_abmeldung WHERE expires_at < now()');
      const fresh: unknown[] = await tx.query(
        `INSERT INTO oidc_abmeldung (jti_hash, expires_at) VALUES ($1, now() + make_interval(secs => $2))
         ON CONFLICT DO NOTHING RETURNING jti_hash`,
        [createHash('sha256').update(`${iss} ${jti}`).digest('hex'), HOECHSTALTER_SEKUNDEN * 2],
      );
      if (fresh.length === 0) throw refuse();
      const [rows] = await tx.query<[{ id: string }[]]>(END, [iss, sid ?? null, sub ?? null]);
      return rows;
    });
    for (const { id } of ended)
      await protokolliereAbmeldung(this.betrieb, await this.sitzungen.zugriffOf(id), 'system');
  }

  private async verify(
    token: string,
    { config, settings, keys }: Anbieter,
  ): Promise<{ iss: string; sub?: string; sid?: string; jti: string }> {
    const { issuer } = config.serverMetadata();
    let payload: JWTPayload;
    try {
      ({ payload } = await jwtVerify(token, keys, {
        issuer,
        audience: settings.clientId,
        algorithms: ALGORITHMEN,
        requiredClaims: ['iat', 'jti'],
        maxTokenAge: HOECHSTALTER_SEKUNDEN,
        clockTolerance: TOLERANZ_SEKUNDEN,
      }));
    } catch {
      throw refuse();
    }
    const { events, nonce, sub, sid, jti } = payload;
    const named = typeof sub === 'string' || typeof sid === 'string';
    // An ID token carries a nonce and no such event: it must not pass for a logout token.
    if (!isRecord(events) || !isRecord(events[EREIGNIS]) || nonce !== undefined || !named || !jti)
      throw refuse();
    return { iss: issuer, jti, ...(sub && { sub }), ...(typeof sid === 'string' && { sid }) };
  }
}
