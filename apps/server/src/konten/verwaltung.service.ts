import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { formatGruppe, type Gruppe } from '@zusteuerung/domain';
import {
  Konto,
  KontoLink,
  KontoOidc,
  Mitgliedschaft,
  Organisation,
  settle,
  Sitzung,
  Tenant,
  ZweiterFaktor,
  type Transaction,
} from '@zusteuerung/runtime';
import { In } from 'typeorm';
import { FehlerAntwort, invalid, notFound } from '../fehler/fehler.js';
import { Versand } from '../nachrichten/versand.js';
import { Betrieb } from '../start/betrieb.js';
import { isUuid } from '../zugriff/namen.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import type { KontoEingabe, KontoLinkDto, MitgliedschaftEingabe } from './konten.dto.js';
import { LINK_STUNDEN, LinksService } from './links.service.js';
import { findHier, lockAdresse } from './adresse.js';
import { renderLinkMail } from './link-mail.js';
import { vermerke } from './hinweise.js';
import type { Ereignis, Vorkommnis } from './protokoll.js';
import { bewachte, readBewachte, zeige, type Eingriff } from './vier-augen.js';

const conflict = (code: string, message: string) => new FehlerAntwort(409, { code, message });

interface Anlass {
  konto: Pick<Konto, 'id' | 'name' | 'email'>;
  zweck: KontoLink['zweck'];
  link: string;
  kommune: string;
}

/** What administrators do with accounts: of their own municipality only, and never with their own. */
@Injectable()
export class VerwaltungService {
  private readonly versand: Versand;

  constructor(
    private readonly betrieb: Betrieb,
    private readonly links: LinksService,
  ) {
    this.versand = new Versand(betrieb.config);
  }

  /** A new account whose owner chooses the password through a link. */
  async invite(zugriff: Zugriff, { name, email, mitgliedschaften }: KontoEingabe): Promise<KontoLinkDto> {
    const address = email.trim().toLowerCase();
    const anlass = await this.betrieb.withAccounts(zugriff.tenant, async (tx): Promise<Anlass> => {
      await lockAdresse(tx, address);
      if (await findHier(tx, address, zugriff.tenant))
        throw conflict('KONTO_VORHANDEN', 'Für diese E-Mail-Adresse gibt es hier schon ein Konto.');
      const konto = { id: randomUUID(), email: address, name: name.trim() };
      await tx.insert(Konto, { ...konto, passwortHash: null, aktiv: true });
      await this.setRollen(tx, zugriff.tenant, konto.id, mitgliedschaften);
      await this.record(tx, zugriff, konto, 'angelegt', { rollen: rollenText(mitgliedschaften) });
      await zeige(tx, this.betrieb, zugriff, {
        konto,
        eingriff: 'rechte',
        rollen: bewachte(mitgliedschaften),
      });
      return this.createLink(tx, zugriff, konto, 'einladung');
    });
    return this.hand(anlass);
  }

  /** A new link: to accept the invitation, or to choose a new password. The old password opens until then. */
  async renewLink(zugriff: Zugriff, id: string): Promise<KontoLinkDto> {
    const anlass = await this.betrieb.withAccounts(zugriff.tenant, async (tx) => {
      const konto = await this.readOwn(tx, zugriff, id);
      if (!konto.aktiv)
        throw conflict('KONTO_GESPERRT', 'Das Konto ist gesperrt. Bitte entsperren Sie es zuerst.');
      await refuseVerzeichnis(tx, id);
      await this.show(tx, zugriff, konto, 'link');
      return this.createLink(tx, zugriff, konto, konto.passwortHash ? 'passwort' : 'einladung');
    });
    const answer = await this.hand(anlass);
    if (!answer.versandt && anlass.zweck === 'passwort')
      await this.change(zugriff, id, (tx, konto) => this.record(tx, zugriff, konto, 'link_ausgehaendigt'));
    return answer;
  }

  changeRollen(zugriff: Zugriff, id: string, mitgliedschaften: MitgliedschaftEingabe[]): Promise<void> {
    return this.change(zugriff, id, async (tx, konto) => {
      await refuseVerzeichnis(tx, id);
      const had = await readBewachte(tx, zugriff.tenant, id);
      await tx.delete(Mitgliedschaft, { kontoId: id, tenantId: zugriff.tenant });
      await this.setRollen(tx, zugriff.tenant, id, mitgliedschaften);
      await this.record(tx, zugriff, konto, 'mitgliedschaften', { rollen: rollenText(mitgliedschaften) });
      const has = bewachte(mitgliedschaften);
      await zeige(tx, this.betrieb, zugriff, { konto, eingriff: 'rechte', rollen: without(has, had) });
      await zeige(tx, this.betrieb, zugriff, { konto, eingriff: 'entzogen', rollen: without(had, has) });
    });
  }

  /** Blocks an account, which ends its sessions and links at once, or lets it in again. */
  setAktiv(zugriff: Zugriff, id: string, aktiv: boolean): Promise<void> {
    return this.change(zugriff, id, async (tx, konto) => {
      await tx.update(Konto, { id }, { aktiv });
      if (!aktiv) for (const entity of [Sitzung, KontoLink]) await tx.delete(entity, { kontoId: id });
      await this.record(tx, zugriff, konto, aktiv ? 'entsperrt' : 'gesperrt');
      if (aktiv !== konto.aktiv) await this.show(tx, zugriff, konto, aktiv ? 'entsperrt' : 'gesperrt');
    });
  }

  /** Takes a colleague's second factor away, whose phone is lost, and ends the sessions. */
  resetZweiterFaktor(zugriff: Zugriff, id: string): Promise<void> {
    return this.change(zugriff, id, async (tx, konto) => {
      const { affected } = await tx.delete(ZweiterFaktor, { kontoId: id });
      if (!affected) throw notFound('Dieses Konto hat keinen zweiten Faktor.');
      await tx.delete(Sitzung, { kontoId: id });
      await this.record(tx, zugriff, konto, 'faktor_zurueckgesetzt');
      await this.show(tx, zugriff, konto, 'faktor_zurueckgesetzt');
    });
  }

  endSitzungen(zugriff: Zugriff, id: string): Promise<void> {
    return this.change(zugriff, id, async (tx, konto) => {
      const { affected } = await tx.delete(Sitzung, { kontoId: id });
      await this.record(tx, zugriff, konto, 'abgemeldet', { sitzungen: affected ?? 0 });
    });
  }

  private change(
    zugriff: Zugriff,
    id: string,
    work: (tx: Transaction, konto: Konto) => Promise<void>,
  ): Promise<void> {
    return this.betrieb.withAccounts(zugriff.tenant, async (tx) => {
      await work(tx, await this.readOwn(tx, zugriff, id));
    });
  }

  /** An account that may see or change everything is nothing one administrator touches unseen. */
  private async show(tx: Transaction, zugriff: Zugriff, konto: Konto, eingriff: Eingriff): Promise<void> {
    const rollen = await readBewachte(tx, zugriff.tenant, konto.id);
    await zeige(tx, this.betrieb, zugriff, { konto, eingriff, rollen });
  }

  /** An account this administrator may change: of their municipality alone, and somebody else's. */
  private async readOwn(tx: Transaction, { tenant, konto: self }: Zugriff, id: string): Promise<Konto> {
    const rows = isUuid(id) ? await tx.findBy(Mitgliedschaft, { kontoId: id }) : [];
    if (!rows.some(({ tenantId }) => tenantId === tenant)) throw notFound();
    if (id === self.id)
      throw conflict('EIGENES_KONTO', 'Das eigene Konto kann nur eine andere Administration ändern.');
    if (rows.some(({ tenantId }) => tenantId !== tenant))
      throw conflict('KONTO_GETEILT', 'Dieses Konto gehört auch zu einer anderen Kommune.');
    // One after the other: two changes at once would both take the old rows away and add their own.
    return tx.findOneOrFail(Konto, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  private async setRollen(
    tx: Transaction,
    tenantId: string,
    kontoId: string,
    mitgliedschaften: MitgliedschaftEingabe[],
  ): Promise<void> {
    const rollen = new Map(mitgliedschaften.map((one) => [`${one.organisation}:${one.rolle}`, one]));
    const ids = [...new Set(mitgliedschaften.map(({ organisation }) => organisation))];
    if ((await tx.countBy(Organisation, { tenantId, id: In(ids) })) !== ids.length)
      throw invalid([
        { feld: 'mitgliedschaften', code: 'ORGANISATION', text: 'Diese Organisation gibt es hier nicht.' },
      ]);
    await tx.insert(
      Mitgliedschaft,
      [...rollen.values()].map(({ organisation, rolle }) => ({
        kontoId,
        tenantId,
        organisationId: organisation,
        rolle,
      })),
    );
  }

  private async createLink(
    tx: Transaction,
    zugriff: Zugriff,
    konto: Pick<Konto, 'id' | 'name' | 'email'>,
    zweck: KontoLink['zweck'],
  ): Promise<Anlass> {
    const link = await this.links.create(tx, konto.id, zweck);
    await this.record(tx, zugriff, konto, 'eingeladen', { zweck });
    const { name: kommune } = await tx.findOneByOrFail(Tenant, { id: zugriff.tenant });
    return { konto, zweck, link, kommune };
  }

  /** Mails the link after the commit; where that does not work, whoever asked hands it on. */
  private async hand({ konto, zweck, link, kommune }: Anlass): Promise<KontoLinkDto> {
    const mail = renderLinkMail({ name: konto.name, zweck, link, kommune });
    const answer = { kontoId: konto.id, stunden: LINK_STUNDEN[zweck] };
    await settle({ ...answer, versandt: false, link });
    const versandt = await this.versand.deliver(konto.email, mail);
    return { ...answer, versandt, ...(!versandt && { link }) };
  }

  private record(
    tx: Transaction,
    { tenant, konto }: Zugriff,
    { id, email }: Pick<Konto, 'id' | 'email'>,
    art: Ereignis,
    daten: Vorkommnis['daten'] = {},
  ): Promise<void> {
    return vermerke(tx, this.betrieb, email, { tenant, kontoId: id, akteur: konto.id, art, daten });
  }
}

const without = (gruppen: Gruppe[], others: Gruppe[]): Gruppe[] => {
  const known = new Set(others.map(formatGruppe));
  return gruppen.filter((gruppe) => !known.has(formatGruppe(gruppe)));
};

const rollenText = (mitgliedschaften: MitgliedschaftEingabe[]): string[] =>
  mitgliedschaften.map(({ organisation, rolle }) => `${organisation}:${rolle}`);

/** What the directory decides is not decided here, too. */
async function refuseVerzeichnis(tx: Transaction, kontoId: string): Promise<void> {
  if (await tx.existsBy(KontoOidc, { kontoId }))
    throw conflict('KONTO_VERZEICHNIS', 'Rollen und Passwort dieses Kontos verwaltet Ihr Verzeichnisdienst.');
}
