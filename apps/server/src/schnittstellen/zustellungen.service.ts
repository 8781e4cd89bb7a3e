import { Injectable } from '@nestjs/common';
import {
  audit,
  countDeadLetters,
  discardDeadLetters,
  listDeadLetters,
  Nachricht,
  replayDeadLetters,
  Webhook,
  type DeadLetter,
  type Transaction,
} from '@zusteuerung/runtime';
import { In } from 'typeorm';
import { Versand } from '../nachrichten/versand.js';
import { Betrieb } from '../start/betrieb.js';
import { cutPage, readCursor, SEITENGROESSE } from '../zugriff/seite.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { EREIGNISSE, type Ereignis } from './ereignisse.js';
import { Zustellung } from './zustellung.js';
import type {
  ZustellungEintrag,
  ZustellungenAnfrage,
  ZustellungenAuswahl,
  ZustellungenGeaendert,
  ZustellungenSeite,
  ZustellungenVerwerfen,
} from './zustellungen.dto.js';

/** E-mails and webhook events that have not arrived. */
@Injectable()
export class ZustellungenService {
  constructor(private readonly betrieb: Betrieb) {}

  list({ tenant }: Zugriff, { stand, cursor }: ZustellungenAnfrage): Promise<ZustellungenSeite> {
    const before = readCursor(cursor);
    const state = stand === 'wartet' ? 'waiting' : 'dead';
    return this.betrieb.forTenant(tenant, async (tx) => {
      const rows = await listDeadLetters(tx, { tenant, state, before, limit: SEITENGROESSE + 1 });
      const { page, weiter } = cutPage(rows);
      const counts = await countDeadLetters(tx, tenant);
      return {
        eintraege: await describe(tx, page),
        weiter,
        gescheitert: [...counts.values()].reduce((sum, count) => sum + count, 0),
      };
    });
  }

  replay(zugriff: Zugriff, { ids }: ZustellungenAuswahl): Promise<ZustellungenGeaendert> {
    return this.change(zugriff, 'zustellung.wiederholt', { ...(ids && { ids }) }, (tx) =>
      replayDeadLetters(tx, zugriff.tenant, ids ?? null),
    );
  }

  discard(zugriff: Zugriff, { ids, begruendung }: ZustellungenVerwerfen): Promise<ZustellungenGeaendert> {
    return this.change(zugriff, 'zustellung.verworfen', { ...(ids && { ids }), begruendung }, (tx) =>
      discardDeadLetters(tx, zugriff.tenant, ids ?? null),
    );
  }

  private change(
    { tenant, konto }: Zugriff,
    action: string,
    data: { ids?: string[]; begruendung?: string },
    act: (tx: Transaction) => Promise<number>,
  ): Promise<ZustellungenGeaendert> {
    return this.betrieb.forTenant(tenant, async (tx) => {
      const anzahl = await act(tx);
      const subject = { type: 'zustellung', id: data.ids?.length === 1 ? (data.ids[0] ?? '') : 'mehrere' };
      if (anzahl > 0)
        await audit(tx, { tenant, actor: konto.id, action, subject, data: { ...data, anzahl } });
      return { anzahl };
    });
  }
}

const KANAELE: Record<string, ZustellungEintrag['kanal']> = {
  [Versand.jobType]: 'mail',
  [Zustellung.jobType]: 'webhook',
};

/** Reporters' addresses are not named here: who looks after the channels need not know them. */
async function describe(tx: Transaction, rows: DeadLetter[]): Promise<ZustellungEintrag[]> {
  const idsOf = (name: string) =>
    rows.flatMap(({ variables }) => (variables[name] as string | undefined) ?? []);
  const mails = await tx.findBy(Nachricht, { id: In(idsOf('nachricht')) });
  const hooks = await tx.findBy(Webhook, { id: In(idsOf('webhook')) });
  return rows.map((row) => {
    const mail = mails.find(({ id }) => id === row.variables['nachricht']);
    const hook = hooks.find(({ id }) => id === row.variables['webhook']);
    const ereignis = row.variables['ereignis'] as Ereignis | undefined;
    return {
      id: row.id,
      kanal: KANAELE[row.jobType] ?? 'sonstiges',
      inhalt: mail?.betreff ?? (ereignis && EREIGNISSE[ereignis.type]) ?? row.jobType,
      an: mail ? nameEmpfaenger(mail) : (hook?.name ?? 'gelöschter Webhook'),
      fehler: withoutAddresses(row.lastError),
      versuche: row.attempts,
      angelegtAm: row.createdAt.toISOString(),
      naechsterVersuch: row.status === 'dead' ? null : row.availableAt.toISOString(),
    };
  });
}

function nameEmpfaenger({ empfaengerGruppe, empfaenger, vorgangId }: Nachricht): string {
  if (empfaengerGruppe) return empfaenger;
  return vorgangId ? 'Meldende Stelle' : 'Person mit Konto';
}

/** Mail servers repeat the address they refuse. */
function withoutAddresses(text: string | null): string | null {
  return text && text.replace(/[^\s<>"'(]+@[^\s<>"'),;]+/g, '…@…');
}
