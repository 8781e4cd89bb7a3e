import { Konto, type Transaction } from '@zusteuerung/runtime';

/** Of what is done about one address at the same moment, one thing comes after the other. */
export async function lockAdresse(tx: Transaction, email: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`konto ${email}`]);
}

const OPEN = `(k.passwort_hash IS NOT NULL OR EXISTS (SELECT 1 FROM konto_oidc o WHERE o.konto_id = k.id))`;
const HERE = 'EXISTS (SELECT 1 FROM mitgliedschaft m WHERE m.konto_id = k.id AND m.tenant_id = :tenant)';

// One statement, whether there is such an account or not: signing in must not take longer for those who have one.
const withAdresse = (tx: Transaction, email: string) =>
  tx.createQueryBuilder(Konto, 'k').where('k.email = :email', { email });

/**
 * The account that an address opens, of whatever municipality: one at most. Beside it there may be invitations to the
 * same address that nobody has accepted, so that inviting tells no municipality who has an account in another.
 */
export const findInhaber = (tx: Transaction, email: string): Promise<Konto | null> =>
  withAdresse(tx, email).andWhere(OPEN).getOne();

/** The account with this address in a municipality, accepted or not. */
export const findHier = (tx: Transaction, email: string, tenant: string): Promise<Konto | null> =>
  withAdresse(tx, email).andWhere(HERE, { tenant }).getOne();
