import { formatGruppe, type Rolle } from '@zusteuerung/domain';
import { Beteiligung, Vorgang, type Transaction } from '@zusteuerung/runtime';
import { In, IsNull, Not, type SelectQueryBuilder } from 'typeorm';
import { notFound } from '../fehler/fehler.js';
import { isUuid } from './namen.js';
import { organisationenMit, type Zugriff } from './zugriff.js';

/** Who was merely told of a Vorgang takes part in it without working on it. */
export const NUR_BENACHRICHTIGT = 'benachrichtigung';

const TEILNEHMEND = (liste: string) =>
  `EXISTS (SELECT 1 FROM beteiligung b WHERE b.vorgang_id = v.id AND b.tenant_id = v.tenant_id
     AND b.organisation_id = ANY(:${liste}) AND b.bis IS NULL)`;

const ARBEITEND = (liste: string) =>
  TEILNEHMEND(liste).replace(/\)$/, ` AND b.art <> '${NUR_BENACHRICHTIGT}')`);

const FACHLICH: readonly Rolle[] = ['case_management', 'koordination'];

const isKoordination = (zugriff: Zugriff) => organisationenMit(zugriff, 'koordination').length > 0;

/** What a mail to this person may be addressed to: their groups in these roles, or the organisations as such. */
export function adressenOf(zugriff: Zugriff, rollen: readonly Rolle[]): string[] {
  const gruppen = zugriff.mitgliedschaften.filter(({ rolle }) => rollen.includes(rolle)).map(formatGruppe);
  return [...gruppen, ...organisationenMit(zugriff, ...rollen)];
}

function all(tx: Transaction, zugriff: Zugriff): SelectQueryBuilder<Vorgang> {
  return tx.createQueryBuilder(Vorgang, 'v').where('v.tenantId = :tenant', { tenant: zugriff.tenant });
}

const TAKING_PART = `(${TEILNEHMEND('fachlich')} OR (v.art = 'anliegen' AND ${TEILNEHMEND('gremien')}))`;

const taking = (zugriff: Zugriff) => ({
  fachlich: organisationenMit(zugriff, ...FACHLICH),
  gremien: organisationenMit(zugriff, 'gremium'),
});

/**
 * The Vorgänge a person may see: all of the municipality for the Koordinierungsstelle; those in which an organisation
 * of theirs takes part as Case Management; Anliegen in which their body takes part; those a notification to them leads
 * to; what their organisation reported.
 */
export function visibleVorgaenge(tx: Transaction, zugriff: Zugriff): SelectQueryBuilder<Vorgang> {
  if (isKoordination(zugriff)) return all(tx, zugriff);
  return all(tx, zugriff)
    .andWhere(`(${TAKING_PART} OR v.eingereichtVonOrganisation = ANY(:meldende))`)
    .setParameters({ ...taking(zugriff), meldende: organisationenMit(zugriff, 'meldende_stelle') });
}

/** Those of visible Vorgänge of which a person sees the public state alone, because their organisation reported them. */
export async function onlyReported(
  tx: Transaction,
  zugriff: Zugriff,
  vorgaenge: Vorgang[],
): Promise<ReadonlySet<string>> {
  if (isKoordination(zugriff) || vorgaenge.length === 0) return new Set();
  const ids = vorgaenge.map(({ id }) => id);
  const known = await all(tx, zugriff)
    .andWhere(TAKING_PART)
    .andWhere('v.id = ANY(:ids)', { ids })
    .setParameters(taking(zugriff))
    .select('v.id')
    .getMany();
  return new Set(ids.filter((id) => !known.some((one) => one.id === id)));
}

/** The Vorgänge that an organisation of this person works on: there they may see whom it is about. */
export function workedOnVorgaenge(tx: Transaction, zugriff: Zugriff): SelectQueryBuilder<Vorgang> {
  return all(tx, zugriff).andWhere(ARBEITEND('arbeitend'), {
    arbeitend: organisationenMit(zugriff, ...FACHLICH),
  });
}

/** The organisations through which this person works on a Vorgang, members of a body on an Anliegen only. */
export async function worksThrough(
  tx: Transaction,
  zugriff: Zugriff,
  { id, art }: Pick<Vorgang, 'id' | 'art'>,
): Promise<string[]> {
  const rollen: Rolle[] = art === 'anliegen' ? [...FACHLICH, 'gremium'] : [...FACHLICH];
  const rows = await tx.findBy(Beteiligung, {
    vorgangId: id,
    tenantId: zugriff.tenant,
    organisationId: In(organisationenMit(zugriff, ...rollen)),
    bis: IsNull(),
    art: Not(NUR_BENACHRICHTIGT),
  });
  return [...new Set(rows.map(({ organisationId }) => organisationId))];
}

/**
 * How much of a visible Vorgang a person may see: `fachlich` everything, `pseudonym` (a case) and `gremium` (an
 * Anliegen) everything but whom it is about and who reported it, `status` its public state.
 */
export type Tiefe = 'fachlich' | 'pseudonym' | 'gremium' | 'status';

async function tiefeOf(tx: Transaction, zugriff: Zugriff, { id, art }: Vorgang): Promise<Tiefe> {
  const is = (query: SelectQueryBuilder<Vorgang>) => query.andWhere('v.id = :id', { id }).getExists();
  if (await is(workedOnVorgaenge(tx, zugriff))) return 'fachlich';
  if (art === 'anliegen') return 'gremium';
  const told = { fachlich: organisationenMit(zugriff, ...FACHLICH) };
  const pseudonym =
    isKoordination(zugriff) || (await is(all(tx, zugriff).andWhere(TEILNEHMEND('fachlich'), told)));
  return pseudonym ? 'pseudonym' : 'status';
}

/** The Vorgang and how much of it may be seen; 404 when it is none of this person's business. */
export async function readVisible(
  tx: Transaction,
  zugriff: Zugriff,
  id: string,
): Promise<{ vorgang: Vorgang; tiefe: Tiefe }> {
  if (!isUuid(id)) throw notFound();
  const vorgang = await visibleVorgaenge(tx, zugriff).andWhere('v.id = :id', { id }).getOne();
  if (!vorgang) throw notFound();
  return { vorgang, tiefe: await tiefeOf(tx, zugriff, vorgang) };
}
