import { Konto, type Transaction } from '@zusteuerung/runtime';

/** Of what is done about one address at the same moment, one thing comes after the other. */
export async function lockAdresse(tx: Transaction, email: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`konto ${email}`]);
}

const OPEN = `SELECT k.id FROM konto k WHERE k.email = $1
  AND (k.passwort_hash IS NOT NULL OR EXISTS (SELECT 1 FROM konto_oidc o WHERE o.konto_id = k.id))`;
const HERE = `SELECT k.id FROM konto k WHERE k.email = $1
  AND EXISTS (SELECT 1 FROM mitgliedschaft m WHERE m.konto_id = k.id AND m.tenant_id = $2)`;

/**
 * The account that an address opens, of whatever municipality: one at most. Beside it there may be invitations to the
 * same address that nobody has accepted, so that inviting tells no municipality who has an account in another.
 */
export const findInhaber = (tx: Transaction, email: string): Promise<Konto | null> =>
  first(tx, OPEN, [email]);

/** The account with this address in a municipality, accepted or not. */
export const findHier = (tx: Transaction, email: string, tenant: string): Promise<Konto | null> =>
  first(tx, HERE, [email, tenant]);

async function first(tx: Transaction, sql: string, values: string[]): Promise<Konto | null> {
  const [row] = await tx.query<{ id: string }[]>(sql, values);
  return row ? tx.findOneBy(Konto, { id: row.id }) : null;
}
