import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A new secret in the form of Standard Webhooks: `whsec_` and 32 bytes in base64. */
export const createGeheimnis = (): string => PREFIX + randomBytes(32).toString('base64');

/**
 * The signature headers of Standard Webhooks 1.0: HMAC-SHA-256 over id, timestamp (seconds) and body, so that a
 * receiver knows who sent it, that nobody changed it, and when it is too old to be believed.
 */
export function signatureHeaders(
  geheimnis: string,
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): Record<string, string> {
  const key = Buffer.from(geheimnis.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}
