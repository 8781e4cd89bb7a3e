import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const keyOf = (schluessel: string) => Buffer.from(hkdfSync('sha256', schluessel, '', 'zusteuerung pin', 32));

/** What is stored instead of a client's idempotency key: whoever reads the table cannot open what it sealed. */
export const hashSchluessel = (schluessel: string): string =>
  createHash('sha256').update(schluessel).digest('hex');

/** Seals a text so that only the holder of the idempotency key can open it (AES-256-GCM). */
export function seal(text: string, schluessel: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(schluessel), iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

export function unseal(sealed: string, schluessel: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(schluessel), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}
