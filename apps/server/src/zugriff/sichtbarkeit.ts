import { Vorgang, type Transaction } from '@zusteuerung/runtime';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { notFound } from '../fehler/fehler.js';
import { isUuid } from './namen.js';
import { organisationenMit, type Zugriff } from './zugriff.js';

const BETEILIGT = (liste: string) =>
  `EXISTS (SELECT 1 FROM beteiligung b WHERE b.vorgang_id = v.id AND b.tenant_id = v.tenant_id
     AND b.organisation_id = ANY(:${liste}) AND b.bis IS NULL)`;

/**
 * The Vorgänge a person may see: those in which one of their organisations takes part as Case Management or
 * Koordinierungsstelle, Anliegen in which their body takes part, and what their organisation reported.
 */
export function visibleVorgaenge(tx: Transaction, zugriff: Zugriff): SelectQueryBuilder<Vorgang> {
  return tx
    .createQueryBuilder(Vorgang, 'v')
    .where('v.tenantId = :tenant', { tenant: zugriff.tenant })
    .andWhere(
      new Brackets((either) =>
        either
          .where(BETEILIGT('fachlich'))
          .orWhere(`(v.art = 'anliegen' AND ${BETEILIGT('gremien')})`)
          .orWhere('v.eingereichtVonOrganisation = ANY(:meldende)'),
      ),
    )
    .setParameters({
      fachlich: organisationenMit(zugriff, 'case_management', 'koordination'),
      gremien: organisationenMit(zugriff, 'gremium'),
      meldende: organisationenMit(zugriff, 'meldende_stelle'),
    });
}

/** How much of a visible Vorgang a person may see. */
export type Tiefe = 'fachlich' | 'gremium' | 'status';

async function isBeteiligt(tx: Transaction, vorgangId: string, organisationen: string[]): Promise<boolean> {
  if (organisationen.length === 0) return false;
  const found = await tx
    .createQueryBuilder(Vorgang, 'v')
    .where('v.id = :vorgangId', { vorgangId })
    .andWhere(BETEILIGT('organisationen'), { organisationen })
    .getExists();
  return found;
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
  const fachlich = organisationenMit(zugriff, 'case_management', 'koordination');
  if (await isBeteiligt(tx, id, fachlich)) return { vorgang, tiefe: 'fachlich' };
  const gremien = organisationenMit(zugriff, 'gremium');
  const imGremium = vorgang.art === 'anliegen' && (await isBeteiligt(tx, id, gremien));
  return { vorgang, tiefe: imGremium ? 'gremium' : 'status' };
}
