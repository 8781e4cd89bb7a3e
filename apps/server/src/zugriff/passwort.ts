import { hash, verify } from '@node-rs/argon2';

/** argon2id with the parameters OWASP recommends (19 MiB, 2 passes). */
const PASSWORT = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/**
 * A PIN is eight random digits, used nowhere else, and guessing is rate limited; it opens only what lies in the same
 * database. No hash would hold against someone who has stolen that, so a cheap one keeps submitting fast.
 */
const PIN = { memoryCost: 1_024, timeCost: 1, parallelism: 1 };

export const hashPasswort = (passwort: string): Promise<string> => hash(passwort, PASSWORT);
export const hashPin = (pin: string): Promise<string> => hash(pin, PIN);

const dummies = { passwort: hashPasswort('x'), pin: hashPin('x') };

/** Compares in the same time whether there is a stored hash or not. */
export async function matches(
  kind: 'passwort' | 'pin',
  stored: string | null,
  given: string,
): Promise<boolean> {
  const right = await verify(stored ?? (await dummies[kind]), given).catch(() => false);
  return right && stored !== null;
}
