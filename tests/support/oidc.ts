import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import type Provider from 'oidc-provider';
import { freePort } from './app.js';

export const CLIENT_ID = 'zusteuerung';
export const CLIENT_SECRET = 'ein-geheimnis-zwischen-zwei-programmen';

export interface Mensch {
  name: string;
  email?: string;
  email_verified?: boolean;
  groups?: string[];
}

/** A real OpenID provider of the test's own: whoever is `davor` sits in front of its sign-in page. */
export class Anbieter {
  davor = '';
  readonly menschen = new Map<string, Mensch>();

  private constructor(
    readonly issuer: string,
    private readonly key: CryptoKey,
    private readonly close: () => Promise<void>,
  ) {}

  static async start(app: string): Promise<Anbieter> {
    const port = await freePort();
    const issuer = `http://127.0.0.1:${port}`;
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)), kid: 'test', alg: 'RS256', use: 'sig' };
    const provider = await createProvider(issuer, app, jwk, (sub) => anbieter.menschen.get(sub));
    const callback = provider.callback();
    const interact = async (request: IncomingMessage, response: ServerResponse) => {
      if (!request.url?.startsWith('/interaction/')) return void callback(request, response);
      await provider.interactionFinished(request, response, { login: { accountId: anbieter.davor } });
    };
    const server = createServer((request, response) => {
      interact(request, response).catch((error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      });
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const anbieter: Anbieter = new Anbieter(issuer, privateKey, async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return anbieter;
  }

  stop = () => this.close();

  /** A logout token as the provider makes them; `changes` is what an attacker would do to it. */
  async logoutToken(
    claims: Record<string, unknown>,
    changes: { key?: CryptoKey; issuer?: string; audience?: string; issuedAt?: number } = {},
  ): Promise<string> {
    const { key = this.key, issuer = this.issuer, audience = CLIENT_ID, issuedAt } = changes;
    const at = issuedAt ?? Math.floor(Date.now() / 1000);
    return new SignJWT({
      jti: Math.random().toString(36),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'test', typ: 'logout+jwt' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(at)
      .setExpirationTime(at + 120)
      .sign(key);
  }
}

/** It says on the console what a real installation needs; a test does not. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = () => {};
  return work().finally(() => (console.warn = warn));
}

const createProvider = (
  issuer: string,
  app: string,
  jwk: object,
  find: (sub: string) => Mensch | undefined,
): Promise<Provider> =>
  quietly(
    async () =>
      new (await import('oidc-provider')).default(issuer, {
        ttl: {
          AccessToken: 600,
          AuthorizationCode: 60,
          Grant: 600,
          IdToken: 600,
          Interaction: 600,
          Session: 600,
        },
        jwks: { keys: [jwk] },
        cookies: { keys: ['test'] },
        clients: [
          {
            client_id: CLIENT_ID,
            client_secret: CLIENT_SECRET,
            redirect_uris: [`${app}/api/anmeldung/oidc/zurueck`],
            post_logout_redirect_uris: [`${app}/anmelden?abgemeldet=ja`],
            backchannel_logout_uri: `${app}/api/anmeldung/oidc/abmeldung`,
            backchannel_logout_session_required: true,
          },
        ],
        pkce: { required: () => true },
        scopes: ['openid', 'profile', 'email'],
        claims: { openid: ['sub', 'groups'], profile: ['name'], email: ['email', 'email_verified'] },
        interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
        findAccount: (_ctx, sub) => {
          const mensch = find(sub);
          return mensch && { accountId: sub, claims: () => ({ sub, ...mensch }) };
        },
        // Nobody is asked whether our program may know who they are: that is the municipality's own decision.
        async loadExistingGrant(ctx) {
          const { client, session, provider } = ctx.oidc;
          const grant = new provider.Grant({
            clientId: client?.clientId ?? '',
            accountId: session?.accountId ?? '',
          });
          grant.addOIDCScope('openid profile email');
          await grant.save();
          return grant;
        },
        features: {
          devInteractions: { enabled: false },
          backchannelLogout: { enabled: true },
          rpInitiatedLogout: {
            enabled: true,
            logoutSource: (ctx, form) => {
              ctx.body = `<!DOCTYPE html><title>Abmelden</title>${form}<button form="op.logoutForm" name="logout" value="yes">Ja</button>`;
            },
          },
        },
      }),
  );
