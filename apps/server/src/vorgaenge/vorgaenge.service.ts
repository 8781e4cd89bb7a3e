import { Injectable } from '@nestjs/common';
import { Betrieb } from '../start/betrieb.js';
import { cutPage, readCursor, SEITENGROESSE } from '../zugriff/seite.js';
import { onlyReported, visibleVorgaenge } from '../zugriff/sichtbarkeit.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { describeKoepfe } from './koepfe.js';
import type { VorgaengeAnfrage, VorgaengeSeite } from './vorgaenge.dto.js';

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&');

@Injectable()
export class VorgaengeService {
  constructor(private readonly betrieb: Betrieb) {}

  /** What the person may see, newest first. */
  list(zugriff: Zugriff, { art, cursor, suche }: VorgaengeAnfrage): Promise<VorgaengeSeite> {
    const after = readCursor(cursor);
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const query = visibleVorgaenge(tx, zugriff)
        .orderBy('v.createdAt', 'DESC')
        .addOrderBy('v.id', 'DESC')
        .take(SEITENGROESSE + 1);
      if (art) query.andWhere('v.art = :art', { art });
      if (suche?.trim())
        query.andWhere('(v.referenz ILIKE :muster OR v.titel ILIKE :muster)', {
          muster: `%${escapeLike(suche.trim())}%`,
        });
      if (after) query.andWhere('(v.createdAt, v.id) < (:at, :id)', { ...after });
      const { page, weiter } = cutPage(await query.getMany());
      const reported = await onlyReported(tx, zugriff, page);
      const koepfe = await describeKoepfe(tx, page);
      // Who works on it is no part of the public state.
      const eintraege = koepfe.map((kopf) =>
        reported.has(kopf.id) ? { ...kopf, organisationen: [] } : kopf,
      );
      return { eintraege, weiter };
    });
  }
}
