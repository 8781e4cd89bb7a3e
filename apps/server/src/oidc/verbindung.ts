import { Injectable } from '@nestjs/common';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import * as client from 'openid-client';
import type { OidcConfig } from '../start/anmeldung-config.js';
import { Betrieb } from '../start/betrieb.js';

const TIMEOUT_SEKUNDEN = 5;

/** What is known about the provider once it has answered. */
export interface Anbieter {
  settings: OidcConfig;
  config: client.Configuration;
  keys: JWTVerifyGetKey;
}

/** The provider of the municipality's directory: asked when first needed, again after it could not be reached. */
@Injectable()
export class OidcVerbindung {
  private asked: Promise<Anbieter> | null = null;

  constructor(private readonly betrieb: Betrieb) {}

  get settings(): OidcConfig | null {
    return this.betrieb.config.anmeldung.oidc;
  }

  /** Where the provider sends people back to. */
  get callback(): string {
    return `${this.betrieb.config.publicUrl}/api/anmeldung/oidc/zurueck`;
  }

  /** The provider; null when none is set. Throws when it cannot be reached or describes itself wrongly. */
  async open(): Promise<Anbieter | null> {
    if (!this.settings) return null;
    this.asked ??= this.discover(this.settings).catch((error: unknown) => {
      this.asked = null;
      throw error;
    });
    return this.asked;
  }

  /** Where a person signs out of the provider, too; null when it offers nothing or cannot be reached. */
  async endSession(idToken: string): Promise<string | null> {
    const anbieter = await this.open().catch(() => null);
    if (!anbieter?.config.serverMetadata().end_session_endpoint) return null;
    return client.buildEndSessionUrl(anbieter.config, {
      id_token_hint: idToken,
      post_logout_redirect_uri: `${this.betrieb.config.publicUrl}/anmelden?abgemeldet=ja`,
    }).href;
  }

  private async discover(settings: OidcConfig): Promise<Anbieter> {
    const issuer = new URL(settings.issuer);
    const auth = settings.clientSecret ? client.ClientSecretBasic(settings.clientSecret) : client.None();
    const config = await client.discovery(issuer, settings.clientId, undefined, auth, {
      timeout: TIMEOUT_SEKUNDEN,
      // The settings allow http on this machine only.
      ...(issuer.protocol === 'http:' && { execute: [client.allowInsecureRequests] }),
    });
    const { jwks_uri: jwks } = config.serverMetadata();
    if (!jwks) throw new Error('the provider names no keys (jwks_uri)');
    return { settings, config, keys: createRemoteJWKSet(new URL(jwks), { timeoutDuration: 5000 }) };
  }
}
