import { Injectable } from '@nestjs/common';
import { describeMeldestatus, normalizePin, normalizeReferenz } from '@zusteuerung/domain';
import { forReference, Rueckmeldung, Tenant, Vorgang } from '@zusteuerung/runtime';
import { FehlerAntwort } from '../fehler/fehler.js';
import { Betrieb } from '../start/betrieb.js';
import { Bremse } from '../zugriff/bremse.js';
import { matches } from '../zugriff/passwort.js';
import type { StatusAbfrage, StatusAuskunft } from './status.dto.js';

@Injectable()
export class StatusService {
  private readonly bremse: Bremse;

  constructor(private readonly betrieb: Betrieb) {
    this.bremse = new Bremse(betrieb, { frei: 10, hoechstens: 15 * 60 });
  }

  /** What a reporter may know; unknown reference and wrong PIN cannot be told apart, by answer or by time. */
  async read(abfrage: StatusAbfrage): Promise<StatusAuskunft> {
    const referenz = normalizeReferenz(abfrage.referenz);
    if (referenz) await this.bremse.try(`pin ${referenz}`);
    const vorgang = await this.find(referenz ?? '-');
    const right = await matches('pin', vorgang?.pinHash ?? null, normalizePin(abfrage.pin));
    if (!vorgang || !right)
      throw new FehlerAntwort(404, {
        code: 'STATUS_UNBEKANNT',
        message:
          'Zu dieser Vorgangsnummer und PIN haben wir nichts gefunden. Bitte prüfen Sie beide Angaben.',
      });
    await this.bremse.clear(`pin ${vorgang.referenz}`);
    return this.describe(vorgang);
  }

  private find(referenz: string): Promise<Vorgang | null> {
    const { dataSource } = this.betrieb.database;
    return forReference(dataSource, referenz, (tx) => tx.findOneBy(Vorgang, { referenz, art: 'meldung' }));
  }

  private describe(vorgang: Vorgang): Promise<StatusAuskunft> {
    return this.betrieb.forTenant(vorgang.tenantId, async (tx) => {
      const { id, name } = await tx.findOneByOrFail(Tenant, { id: vorgang.tenantId });
      const rows = await tx.find(Rueckmeldung, {
        where: { vorgangId: vorgang.id },
        order: { at: 'DESC', id: 'DESC' },
      });
      const { text, satz, naechsteSchritte } = describeMeldestatus(vorgang.status);
      const verlauf = rows.map((row) => ({ am: row.at.toISOString(), text: row.text }));
      return {
        referenz: vorgang.referenz,
        kommune: { id, name },
        status: vorgang.status,
        statusText: text,
        eingegangenAm: vorgang.createdAt.toISOString(),
        verlauf: verlauf.length > 0 ? verlauf : [{ am: vorgang.createdAt.toISOString(), text: satz }],
        naechsteSchritte,
      };
    });
  }
}
