import { randomBytes } from 'node:crypto';
import type { Schluessel } from '../start/schluessel.js';

/**
 * A browser on which somebody has signed in before carries a token that says so for this account. Its wrong tries are
 * counted apart, so that strangers who guess at the account cannot lock out its owner (OWASP: device cookies).
 */
export function createGeraet(schluessel: Schluessel, email: string): string {
  const nonce = randomBytes(16).toString('base64url');
  return `${nonce}.${schluessel.mac('geraet', `${email}\n${nonce}`)}`;
}

/** The name of the known device; null when the token is not one of this account. */
export function readGeraet(schluessel: Schluessel, email: string, token: string | undefined): string | null {
  const [nonce, mac] = (token ?? '').slice(0, 200).split('.');
  return nonce && mac && schluessel.mac('geraet', `${email}\n${nonce}`) === mac ? nonce : null;
}
