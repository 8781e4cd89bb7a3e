import { Injectable } from '@nestjs/common';
import { formatGruppe } from '@zusteuerung/domain';
import { Nachricht, type Transaction } from '@zusteuerung/runtime';
import { Brackets } from 'typeorm';
import { bezugOf } from '../aufgaben/eintraege.js';
import { Betrieb } from '../start/betrieb.js';
import { cutPage, readCursor, SEITENGROESSE, type Marke } from '../zugriff/seite.js';
import { visibleVorgaenge } from '../zugriff/sichtbarkeit.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import type { PostfachAnfrage, PostfachSeite } from './postfach.dto.js';

/** Administration sees all mail of the municipality (none holds personal data), others what went to them or their cases. */
function visibleNachrichten(tx: Transaction, zugriff: Zugriff, after: Marke | null) {
  const query = tx
    .createQueryBuilder(Nachricht, 'n')
    .where('n.tenantId = :tenant', { tenant: zugriff.tenant })
    .orderBy('n.createdAt', 'DESC')
    .addOrderBy('n.id', 'DESC')
    .take(SEITENGROESSE + 1);
  if (!zugriff.mitgliedschaften.some(({ rolle }) => rolle === 'administration')) {
    const mine = visibleVorgaenge(tx, zugriff).select('v.id');
    query
      .andWhere(
        new Brackets((either) =>
          either
            .where('n.empfaengerGruppe = ANY(:gruppen)', {
              gruppen: zugriff.mitgliedschaften.map(formatGruppe),
            })
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

  list(zugriff: Zugriff, { cursor }: PostfachAnfrage): Promise<PostfachSeite> {
    const after = readCursor(cursor);
    return this.betrieb.inTenant(zugriff.tenant, async (tx) => {
      const { page, weiter } = cutPage(await visibleNachrichten(tx, zugriff, after).getMany());
      const ids = page.map(({ vorgangId }) => vorgangId);
      const visible = await visibleVorgaenge(tx, zugriff).andWhere('v.id = ANY(:ids)', { ids }).getMany();
      const byId = new Map(visible.map((vorgang) => [vorgang.id, vorgang]));
      return {
        weiter,
        eintraege: page.map((row) => {
          const vorgang = row.vorgangId ? byId.get(row.vorgangId) : undefined;
          return {
            id: row.id,
            am: row.createdAt.toISOString(),
            an: row.empfaenger,
            betreff: row.betreff,
            text: row.text,
            status: row.status === 'versendet' ? 'versendet' : 'postfach',
            vorgang: vorgang ? bezugOf(vorgang) : null,
          };
        }),
      };
    });
  }
}
