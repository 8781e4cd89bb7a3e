import { describeMeldestatus, describeStufe } from '@zusteuerung/domain';
import { Beteiligung, Vorgang, type Transaction } from '@zusteuerung/runtime';
import { In, IsNull, Not } from 'typeorm';
import { bezugOf } from '../aufgaben/eintraege.js';
import { readOrganisationen } from '../zugriff/namen.js';
import { NUR_BENACHRICHTIGT } from '../zugriff/sichtbarkeit.js';
import type { VorgangEintrag } from './vorgaenge.dto.js';

export const stufeTextOf = ({ stufe }: Vorgang): string | null =>
  stufe === null ? null : describeStufe(stufe);

function statusTextOf({ art, status }: Vorgang): string {
  if (art === 'meldung') return describeMeldestatus(status).text;
  return status === 'abgeschlossen' ? 'Abgeschlossen' : 'In Bearbeitung';
}

/** The head of each Vorgang with the organisations that take part now, in the given order. */
export async function describeKoepfe(tx: Transaction, vorgaenge: Vorgang[]): Promise<VorgangEintrag[]> {
  const [first] = vorgaenge;
  if (!first) return [];
  const namen = await readOrganisationen(tx, first.tenantId);
  const rows = await tx.find(Beteiligung, {
    where: { vorgangId: In(vorgaenge.map(({ id }) => id)), bis: IsNull(), art: Not(NUR_BENACHRICHTIGT) },
    order: { von: 'ASC', id: 'ASC' },
  });
  return vorgaenge.map((vorgang) => {
    const ids = new Set(rows.flatMap((row) => (row.vorgangId === vorgang.id ? [row.organisationId] : [])));
    return {
      ...bezugOf(vorgang),
      status: vorgang.status,
      statusText: statusTextOf(vorgang),
      stufe: vorgang.stufe,
      stufeText: stufeTextOf(vorgang),
      prozess: vorgang.prozess,
      organisationen: [...ids].map((id) => ({ id, name: namen.get(id) ?? id })),
      eingegangenAm: vorgang.createdAt.toISOString(),
      geaendertAm: vorgang.updatedAt.toISOString(),
    };
  });
}
