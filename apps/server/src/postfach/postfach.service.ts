import { Injectable } from '@nestjs/common';
import { ROLLEN } from '@zusteuerung/domain';
import { asWholeTenant, Nachricht, type Transaction } from '@zusteuerung/runtime';
import { Brackets } from 'typeorm';
import { bezugOf } from '../aufgaben/eintraege.js';
import { notFound } from '../fehler/fehler.js';
import { Betrieb } from '../start/betrieb.js';
import { isUuid } from '../zugriff/namen.js';
import { cutPage, readCursor, SEITENGROESSE, type Marke } from '../zugriff/seite.js';
import { adressenOf, visibleVorgaenge, workedOnVorgaenge } from '../zugriff/sichtbarkeit.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import type { PostfachAnfrage, PostfachSeite } from './postfach.dto.js';

const isAdministration = ({ mitgliedschaften }: Zugriff) =>
  mitgliedschaften.some(({ rolle }) => rolle === 'administration');

/**
 * Administration sees all mail of the municipality (no text holds personal data), others what went to their groups or
 * to their own address; those who work on a case also what its reporter got.
 */
function visibleNachrichten(tx: Transaction, zugriff: Zugriff, after: Marke | null) {
  const query = tx
    .createQueryBuilder(Nachricht, 'n')
    .where('n.tenantId = :tenant', { tenant: zugriff.tenant })
    .orderBy('n.createdAt', 'DESC')
    .addOrderBy('n.id', 'DESC')
    .take(SEITENGROESSE + 1);
  if (!isAdministration(zugriff)) {
    const mine = workedOnVorgaenge(tx, zugriff).select('v.id');
    query
      .andWhere(
        new Brackets((either) =>
          either
            .where('n.empfaengerGruppe = ANY(:gruppen)', {
              gruppen: adressenOf(zugriff, ROLLEN),
            })
            .orWhere('lower(n.empfaenger) = :selbst', { selbst: zugriff.konto.email.toLowerCase() })
            .orWhere(`(n.empfaengerGruppe IS NULL AND n.vorgangId IN (${mine.getQuery()}))`),
        ),
      )
      .setParameters({ ...mine.getParameters(), ...query.getParameters() });
  }
  if (after) query.andWhere('(n.createdAt, n.id) < (:at, :id)', { ...after });
  return query;
}

@Injectable()
export class PostfachService {
  constructor(private readonly betrieb: Betrieb) {}

  /** The calendar file of a mail this person may read; not for administration, as it says whom it went to. */
  readKalender(zugriff: Zugriff, id: string): Promise<string> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      if (!isUuid(id) || isAdministration(zugriff)) throw notFound();
      const row = await visibleNachrichten(tx, zugriff, null).andWhere('n.id = :id', { id }).getOne();
      if (!row?.kalender) throw notFound();
      return row.kalender;
    });
  }

  list(zugriff: Zugriff, { cursor }: PostfachAnfrage): Promise<PostfachSeite> {
    const after = readCursor(cursor);
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const query = visibleNachrichten(tx, zugriff, after);
      const rows = isAdministration(zugriff)
        ? await asWholeTenant(tx, () => query.getMany())
        : await query.getMany();
      const { page, weiter } = cutPage(rows);
      const ids = page.map(({ vorgangId }) => vorgangId);
      const working = new Set(
        (await workedOnVorgaenge(tx, zugriff).andWhere('v.id = ANY(:ids)', { ids }).getMany()).map(
          ({ id }) => id,
        ),
      );
      const { email } = zugriff.konto;
      const visible = await visibleVorgaenge(tx, zugriff).andWhere('v.id = ANY(:ids)', { ids }).getMany();
      const hidden = (row: Nachricht) =>
        row.vorgangId !== null &&
        row.empfaengerGruppe === null &&
        !working.has(row.vorgangId ?? '') &&
        row.empfaenger.toLowerCase() !== email;
      const byId = new Map(visible.map((vorgang) => [vorgang.id, vorgang]));
      return {
        weiter,
        eintraege: page.map((row) => {
          const vorgang = row.vorgangId ? byId.get(row.vorgangId) : undefined;
          return {
            id: row.id,
            am: row.createdAt.toISOString(),
            an: hidden(row) ? (row.kalender ? 'Eingeladene Person' : 'Meldende Stelle') : row.empfaenger,
            betreff: row.betreff,
            text: row.text,
            kalender: row.kalender !== null,
            status: row.status === 'versendet' ? 'versendet' : 'postfach',
            vorgang: vorgang ? bezugOf(vorgang) : null,
          };
        }),
      };
    });
  }
}
