import { Injectable } from '@nestjs/common';
import {
  audit,
  eraseVorgang,
  Loeschsperre,
  Operations,
  type Transaction,
  type Vorgang,
} from '@zusteuerung/runtime';
import { FehlerAntwort, notFound } from '../fehler/fehler.js';
import { Betrieb } from '../start/betrieb.js';
import { readKonten } from '../zugriff/namen.js';
import { readVisible } from '../zugriff/sichtbarkeit.js';
import { darf, type Zugriff } from '../zugriff/zugriff.js';
import type { LoeschenEingabe, SperreAntwort, SperreEingabe } from './datenschutz.dto.js';

/** Erasing one Vorgang on request (Art. 17 GDPR), and what keeps it from being erased. */
@Injectable()
export class LoeschenService {
  constructor(private readonly betrieb: Betrieb) {}

  /** Erases the Vorgang; a running one only when it is to be ended first. */
  delete(zugriff: Zugriff, id: string, { aktenzeichen, beenden }: LoeschenEingabe): Promise<void> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const vorgang = await this.readMine(tx, zugriff, id);
      if (beenden) await this.end(tx, zugriff, vorgang, aktenzeichen);
      const { tenant, konto } = zugriff;
      const request = { tenant, vorgangId: id, actor: konto.id, anlass: 'anfrage', aktenzeichen } as const;
      const outcome = await eraseVorgang(tx, request);
      if (outcome === 'unknown') throw notFound();
      if (outcome === 'running')
        throw new FehlerAntwort(409, {
          code: 'VORGANG_LAEUFT',
          message: 'Der Vorgang läuft noch. Er muss beendet werden, bevor seine Daten gelöscht werden.',
        });
      if (outcome === 'held')
        throw new FehlerAntwort(409, {
          code: 'LOESCHSPERRE',
          message: 'Für diesen Vorgang ist das Löschen ausgesetzt. Heben Sie die Sperre zuerst auf.',
        });
    });
  }

  getSperre(zugriff: Zugriff, id: string): Promise<SperreAntwort> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      await this.readMine(tx, zugriff, id);
      return this.describe(tx, id);
    });
  }

  /** From now on the Vorgang is not erased, until the last day named or until the hold is lifted. */
  setSperre(zugriff: Zugriff, id: string, { grund, bis }: SperreEingabe): Promise<SperreAntwort> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const { tenantId } = await this.readMine(tx, zugriff, id);
      // Of a hold and an erasure at the same moment the second sees the first.
      const locked = await tx.query<unknown[]>('SELECT 1 FROM vorgang WHERE id = $1 FOR UPDATE', [id]);
      if (locked.length === 0) throw notFound();
      const row = { vorgangId: id, tenantId, grund, bis: bis ?? null, gesetztVon: zugriff.konto.id };
      await tx.upsert(Loeschsperre, row, ['vorgangId']);
      await this.remember(tx, zugriff, id, 'loeschsperre.gesetzt', { bis: bis ?? 'offen' });
      return this.describe(tx, id);
    });
  }

  liftSperre(zugriff: Zugriff, id: string): Promise<SperreAntwort> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      await this.readMine(tx, zugriff, id);
      const { affected } = await tx.delete(Loeschsperre, { vorgangId: id });
      if (affected) await this.remember(tx, zugriff, id, 'loeschsperre.aufgehoben', {});
      return this.describe(tx, id);
    });
  }

  private async readMine(tx: Transaction, zugriff: Zugriff, id: string): Promise<Vorgang> {
    const { vorgang } = await readVisible(tx, zugriff, id);
    if (!darf(zugriff, 'datenschutz.anfragen')) throw notFound();
    return vorgang;
  }

  private async end(
    tx: Transaction,
    zugriff: Zugriff,
    { instanceId }: Vorgang,
    aktenzeichen: string,
  ): Promise<void> {
    const { processes, definitions } = this.betrieb;
    const reason = `Löschung verlangt, ${aktenzeichen}`;
    const { problem } = await new Operations(processes, definitions).intervene(tx, {
      tenant: zugriff.tenant,
      instanceId: instanceId ?? '',
      command: { type: 'cancel', reason },
      actor: zugriff.konto.id,
      reason,
    });
    // One that has ended meanwhile needs no ending.
    if (problem && problem.code !== 'INSTANCE_ENDED')
      throw new FehlerAntwort(409, { code: problem.code, message: problem.message.de });
  }

  private async remember(
    tx: Transaction,
    zugriff: Zugriff,
    id: string,
    action: string,
    data: Record<string, string>,
  ) {
    const { tenant, konto } = zugriff;
    await audit(tx, { tenant, actor: konto.id, action, subject: { type: 'vorgang', id }, data });
  }

  private async describe(tx: Transaction, vorgangId: string): Promise<SperreAntwort> {
    const row = await tx.findOneBy(Loeschsperre, { vorgangId });
    if (!row) return { sperre: null };
    const { grund, bis, gesetztAt, gesetztVon } = row;
    const von = (await readKonten(tx, [gesetztVon])).get(gesetztVon) ?? 'System';
    return { sperre: { grund, bis, seit: gesetztAt.toISOString(), von } };
  }
}
