import { randomUUID } from 'node:crypto';
import { isRolle, ROLLEN, type Rolle } from '@zusteuerung/domain';
import { Konto, Mitgliedschaft, Organisation, type Transaction } from '@zusteuerung/runtime';
import { findHier, findInhaber, lockAdresse } from './adresse.js';
import { hashPasswort } from '../zugriff/passwort.js';

export interface NeuesKonto {
  email: string;
  name: string;
  passwort: string;
}

/** A password for people to type: three groups of four characters that cannot be confused. */
export function createPasswort(random: Uint8Array): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const characters = [...random.slice(0, 12)].map((byte) => alphabet.charAt(byte % alphabet.length));
  return [0, 4, 8].map((start) => characters.slice(start, start + 4).join('')).join('-');
}

/** Whom the operator means by an address: the account it opens, else one invited in this municipality. */
const findKonto = async (tx: Transaction, address: string, tenant: string): Promise<Konto | null> =>
  (await findInhaber(tx, address)) ?? findHier(tx, address, tenant);

/** Creates the account; false (and nothing changed) when there is one with this address. */
export async function createKonto(
  tx: Transaction,
  tenant: string,
  { email, name, passwort }: NeuesKonto,
): Promise<boolean> {
  const address = email.trim().toLowerCase();
  await lockAdresse(tx, address);
  if (await findKonto(tx, address, tenant)) return false;
  const passwortHash = await hashPasswort(passwort);
  await tx.insert(Konto, { id: randomUUID(), email: address, name, passwortHash, aktiv: true });
  return true;
}

/** Gives an account a role in an organisation; throws with a German sentence when one of them is unknown. */
export async function grantRolle(
  tx: Transaction,
  email: string,
  mitgliedschaft: { tenant: string; organisation: string; rolle: string },
): Promise<Rolle> {
  const { tenant: tenantId, organisation: organisationId, rolle } = mitgliedschaft;
  if (!isRolle(rolle))
    throw new Error(`Die Rolle „${rolle}“ gibt es nicht. Vorhanden: ${ROLLEN.join(', ')}.`);
  const konto = await findKonto(tx, email.trim().toLowerCase(), tenantId);
  if (!konto) throw new Error(`Das Konto ${email} gibt es nicht.`);
  await requireOrganisation(tx, tenantId, organisationId);
  await tx.upsert(Mitgliedschaft, { kontoId: konto.id, tenantId, organisationId, rolle }, [
    'kontoId',
    'tenantId',
    'organisationId',
    'rolle',
  ]);
  return rolle;
}

async function requireOrganisation(tx: Transaction, tenantId: string, id: string): Promise<void> {
  const present = await tx.find(Organisation, {
    select: { id: true },
    where: { tenantId },
    order: { id: 'ASC' },
  });
  if (present.some((organisation) => organisation.id === id)) return;
  if (present.length > 0) {
    const ids = present.map((organisation) => organisation.id).join(', ');
    throw new Error(`Die Organisation „${id}“ gibt es in „${tenantId}“ nicht. Vorhanden: ${ids}.`);
  }
  throw new Error(
    `Die Kommune „${tenantId}“ hat keine Organisationen. Stimmt der Name? ` +
      'Sonst zuerst ihren Ordner bereitstellen: zst deploy <Ordner>.',
  );
}
