import { Mitgliedschaft, Organisation, type Transaction } from '@zusteuerung/runtime';
import { readRolle, type OidcConfig } from '../start/anmeldung-config.js';

export interface Rolle {
  tenant: string;
  organisation: string;
  rolle: string;
}

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');

/**
 * The roles that the groups of a claim stand for: through the file of the municipality's IT if there is one, else
 * the directory names ours itself. Groups that mean nothing to us are left out.
 */
export function rollenOf(claims: Record<string, unknown>, settings: OidcConfig): Rolle[] {
  const groups = textsOf(claims[settings.gruppenClaim]);
  const { gruppen, kommune } = settings;
  const ours = gruppen ? groups.flatMap((group) => gruppen.get(group) ?? []) : groups;
  const rollen = ours.flatMap((text) => readRolle(text, kommune) ?? []);
  return [...new Map(rollen.map((one) => [JSON.stringify(one), one])).values()];
}

const keyOf = ({ tenantId, organisationId, rolle }: Omit<Mitgliedschaft, 'kontoId'>) =>
  `${tenantId}:${organisationId}:${rolle}`;

/**
 * Makes the memberships of an account what the directory says, in the first municipality it names; organisations we
 * do not have are left out. Hands back what came and what went.
 */
export async function followRollen(
  tx: Transaction,
  kontoId: string,
  tenant: string,
  rollen: Rolle[],
): Promise<{ neu: string[]; weg: string[] }> {
  const known = new Set((await tx.findBy(Organisation, { tenantId: tenant })).map(({ id }) => id));
  const wanted = rollen
    .filter((one) => one.tenant === tenant && known.has(one.organisation))
    .map(({ organisation, rolle }) => ({ kontoId, tenantId: tenant, organisationId: organisation, rolle }));
  const had = await tx.findBy(Mitgliedschaft, { kontoId });
  const [wantedKeys, hadKeys] = [new Set(wanted.map(keyOf)), new Set(had.map(keyOf))];
  const weg = had.filter((one) => !wantedKeys.has(keyOf(one)));
  const neu = wanted.filter((one) => !hadKeys.has(keyOf(one)));
  for (const one of weg) await tx.delete(Mitgliedschaft, { ...one });
  if (neu.length > 0) await tx.insert(Mitgliedschaft, neu);
  return { neu: neu.map(keyOf), weg: weg.map(keyOf) };
}
