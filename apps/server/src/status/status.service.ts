import { Injectable } from '@nestjs/common';
import { describeMeldestatus, normalizePin, normalizeReferenz } from '@zusteuerung/domain';
import {
  beginningOf,
  Einwilligung,
  forReference,
  Rueckmeldung,
  Tenant,
  Vorgang,
  type Transaction,
} from '@zusteuerung/runtime';
import { IsNull } from 'typeorm';
import { recordWiderruf } from '../datenschutz/widerruf.js';
import { mailZustaendige } from '../datenschutz/zustaendige.js';
import { FehlerAntwort } from '../fehler/fehler.js';
import { Versand } from '../nachrichten/versand.js';
import { Betrieb } from '../start/betrieb.js';
import { Bremse } from '../zugriff/bremse.js';
import { matches } from '../zugriff/passwort.js';
import type { StatusAbfrage, StatusAuskunft } from './status.dto.js';

const WIDERRUF_GEMELDET =
  'Über die Statusseite ist gemeldet worden, dass die Person ihre Einwilligung zurücknimmt. Seitdem bekommt keine weitere Stelle den Fall; wer schon daran arbeitet, behält ihn. Bitte klären Sie mit der Person, ob und wie es weitergehen soll. War es ein Irrtum, erfassen Sie im Vorgang unter „Datenschutz“ eine neue Einwilligung.';

const NICHTS_ZU_WIDERRUFEN = new FehlerAntwort(409, {
  code: 'KEINE_EINWILLIGUNG',
  message:
    'Zu dieser Meldung ist keine Einwilligung erfasst. Wenn jemand die Angaben nicht weiter verwenden soll, wenden Sie sich bitte an die Koordinierungsstelle.',
});

@Injectable()
export class StatusService {
  private readonly bremse: Bremse;
  private readonly versand: Versand;

  constructor(private readonly betrieb: Betrieb) {
    this.bremse = new Bremse(betrieb, { frei: 10, hoechstens: 15 * 60 });
    this.versand = new Versand(betrieb.config);
  }

  /** What a reporter may know; unknown reference and wrong PIN cannot be told apart, by answer or by time. */
  async read(abfrage: StatusAbfrage): Promise<StatusAuskunft> {
    const vorgang = await this.identify(abfrage);
    return this.betrieb.forTenant(vorgang.tenantId, (tx) => this.describe(tx, vorgang));
  }

  /**
   * The person takes their consent back, or who reported tells so: nobody new gets the case from now on, and those who
   * work on it are told to clear it up. Said twice it is done once: a wrong stop can be mended, passing on can't.
   */
  async withdraw(abfrage: StatusAbfrage): Promise<StatusAuskunft> {
    const { id, tenantId, instanceId } = await this.identify(abfrage);
    return this.betrieb.forTenant(tenantId, async (tx) => {
      // As every command does: the instance before the Vorgang, so that nobody waits in a circle.
      await tx.query('SELECT 1 FROM process_instance WHERE id = $1 FOR UPDATE', [instanceId]);
      const vorgang = await tx.findOneByOrFail(Vorgang, { id });
      if ((await this.widerrufOf(tx, vorgang)) === null) throw NICHTS_ZU_WIDERRUFEN;
      if (await recordWiderruf(tx, vorgang, 'melder')) await this.tell(tx, vorgang);
      return this.describe(tx, await tx.findOneByOrFail(Vorgang, { id }));
    });
  }

  private async tell(tx: Transaction, vorgang: Vorgang): Promise<void> {
    const { id, tenantId: tenant, instanceId, referenz } = vorgang;
    if (!instanceId) return;
    const at = beginningOf(tx);
    await mailZustaendige(tx, this.versand, {
      vorgang,
      text: {
        betreff: `${referenz}: Einwilligung widerrufen`,
        text: `${WIDERRUF_GEMELDET}\n\n${this.betrieb.config.publicUrl}/vorgaenge/${id}\n`,
      },
      at,
      work: { tenant, instanceId, elementId: 'widerruf', key: `widerruf:${id}:${at.getTime()}` },
      statusText: 'Der Widerruf der Einwilligung ist eingegangen. Keine weitere Stelle bekommt den Fall.',
    });
  }

  private async widerrufOf(
    tx: Transaction,
    { id, widerrufAt }: Vorgang,
  ): Promise<StatusAuskunft['widerruf']> {
    if (widerrufAt) return 'gemeldet';
    return (await tx.existsBy(Einwilligung, { vorgangId: id, widerrufAt: IsNull() })) ? 'moeglich' : null;
  }

  private async identify(abfrage: StatusAbfrage): Promise<Vorgang> {
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
    return vorgang;
  }

  private find(referenz: string): Promise<Vorgang | null> {
    const { dataSource } = this.betrieb.database;
    return forReference(dataSource, referenz, (tx) => tx.findOneBy(Vorgang, { referenz, art: 'meldung' }));
  }

  private async describe(tx: Transaction, vorgang: Vorgang): Promise<StatusAuskunft> {
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
      widerruf: await this.widerrufOf(tx, vorgang),
    };
  }
}
