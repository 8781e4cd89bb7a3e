import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import * as client from 'openid-client';
import { AnmeldungService } from '../anmeldung/anmeldung.service.js';
import { Betrieb } from '../start/betrieb.js';
import { keksart, keksname, readKeks } from '../zugriff/kekse.js';
import { Sitzungen } from '../zugriff/sitzungen.js';
import { isUnverified, OidcKonten, type Absage, type Person } from './konten.js';
import { OidcVerbindung, type Anbieter } from './verbindung.js';

const KEKS = 'zst_oidc';
const FRIST_MS = 10 * 60_000;

/** What the browser keeps, encrypted, while its person is at the provider. */
interface Anlauf {
  state: string;
  nonce: string;
  verifier: string;
  weiter: string;
  bis: number;
}

interface Ausgewiesen extends Person {
  sid: string | null;
  idToken: string;
}

/** Only paths of this application: a link must not lead people elsewhere after signing in. */
const safePath = (path: unknown): string =>
  typeof path === 'string' && /^\/(?![/\\])[^\p{Cc}\s\\]{0,500}$/u.test(path) ? path : '/';

/** Sign-in through the directory: authorization code flow with PKCE, state and nonce (OpenID Connect Core, 3.1). */
@Injectable()
export class OidcService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly verbindung: OidcVerbindung,
    private readonly konten: OidcKonten,
    private readonly sitzungen: Sitzungen,
    private readonly anmeldung: AnmeldungService,
  ) {}

  /** What „Anmelden mit“ goes on with; null: there is no directory. */
  get name(): string | null {
    return this.verbindung.settings?.name ?? null;
  }

  /** Sends the browser to the provider; when that cannot be reached, back to the sign-in page. */
  async begin(weiter: unknown, response: Response): Promise<void> {
    const anbieter = await this.verbindung.open().catch(() => null);
    if (!anbieter) return this.refuse(response, 'OIDC_NICHT_ERREICHBAR');
    const verifier = client.randomPKCECodeVerifier();
    const anlauf: Anlauf = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier,
      weiter: safePath(weiter),
      bis: Date.now() + FRIST_MS,
    };
    const { config, schluessel } = this.betrieb;
    const sealed = schluessel.seal('oidc-anlauf', JSON.stringify(anlauf)).toString('base64url');
    response.cookie(keksname(KEKS, config), sealed, { ...keksart(config, 'lax'), maxAge: FRIST_MS });
    const address = client.buildAuthorizationUrl(anbieter.config, {
      redirect_uri: this.verbindung.callback,
      scope: anbieter.settings.scope,
      state: anlauf.state,
      nonce: anlauf.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    response.redirect(address.href);
  }

  /** The browser comes back: opens a session, or says on the sign-in page why not. */
  async finish(request: Request, response: Response): Promise<void> {
    const { config } = this.betrieb;
    const anlauf = this.readAnlauf(request);
    response.clearCookie(keksname(KEKS, config), keksart(config, 'lax'));
    if (!anlauf) return this.refuse(response, 'OIDC_ABGELAUFEN');
    const anbieter = await this.verbindung.open().catch(() => null);
    if (!anbieter) return this.refuse(response, 'OIDC_NICHT_ERREICHBAR');
    const person = await this.identify(anbieter, anlauf, request).catch(absageOf);
    if (typeof person === 'string') return this.refuse(response, person);
    if (isUnverified(person, anbieter.settings))
      (request as Request & { log?: { warn(text: string): void } }).log?.warn(
        'oidc: an address that the directory does not call verified is ignored (OIDC_EMAIL_VERTRAUT)',
      );
    const admitted = await this.konten.admit(person, anbieter.settings);
    if ('absage' in admitted) return this.refuse(response, admitted.absage);
    const zugriff = await this.sitzungen.zugriffOf(admitted.kontoId, false);
    if (!zugriff) return this.refuse(response, 'OIDC_OHNE_ROLLE');
    const { issuer, subject, sid } = person;
    const idToken = this.betrieb.schluessel.seal('id-token', person.idToken);
    await this.anmeldung.begin(zugriff, request, response, { issuer, subject, sid, idToken });
    response.redirect(anlauf.weiter);
  }

  private async identify(anbieter: Anbieter, anlauf: Anlauf, request: Request): Promise<Ausgewiesen> {
    const { config, settings } = anbieter;
    const address = new URL(this.verbindung.callback);
    address.search = new URL(request.originalUrl, address).search;
    const tokens = await client.authorizationCodeGrant(config, address, {
      pkceCodeVerifier: anlauf.verifier,
      expectedState: anlauf.state,
      expectedNonce: anlauf.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims || !tokens.id_token) throw new Error('no ID token');
    const known: Record<string, unknown> = { ...claims };
    // Many providers keep the ID token short and tell groups and address to who asks.
    const incomplete = known[settings.gruppenClaim] === undefined || known['email'] === undefined;
    if (incomplete && config.serverMetadata().userinfo_endpoint) {
      const told = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
      for (const [name, value] of Object.entries(told)) known[name] ??= value;
    }
    const sid = typeof claims['sid'] === 'string' ? claims['sid'] : null;
    return { issuer: claims.iss, subject: claims.sub, claims: known, sid, idToken: tokens.id_token };
  }

  private readAnlauf(request: Request): Anlauf | null {
    const { config, schluessel } = this.betrieb;
    const sealed = readKeks(request, keksname(KEKS, config)) ?? '';
    const text = schluessel.open('oidc-anlauf', Buffer.from(sealed, 'base64url'));
    const anlauf = text ? (JSON.parse(text) as Anlauf) : null;
    return anlauf && anlauf.bis > Date.now() ? anlauf : null;
  }

  private refuse(response: Response, absage: Absage): void {
    response.redirect(`/anmelden?fehler=${absage}`);
  }
}

/** What went wrong between the provider and us; causes that only attackers see get no name of their own. */
function absageOf(error: unknown): Absage {
  if (error instanceof client.AuthorizationResponseError) return 'OIDC_ABGELEHNT';
  return isUnreachable(error) ? 'OIDC_NICHT_ERREICHBAR' : 'OIDC_FEHLGESCHLAGEN';
}

/** The library wraps what fetch threw, maybe more than once. */
function isUnreachable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, message, cause } = error as { name?: string; message?: string; cause?: unknown };
  return name === 'TimeoutError' || message === 'fetch failed' || isUnreachable(cause);
}
