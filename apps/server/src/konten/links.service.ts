import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Konto, KontoLink, Mitgliedschaft, Sitzung, type Transaction } from '@zusteuerung/runtime';
import { LessThan, MoreThan } from 'typeorm';
import type { LinkAuskunft } from '../anmeldung/anmeldung.dto.js';
import { FehlerAntwort } from '../fehler/fehler.js';
import { Betrieb } from '../start/betrieb.js';
import { checkPasswort, readKontext } from '../zugriff/passwort-regeln.js';
import { hashPasswort } from '../zugriff/passwort.js';
import { digestToken } from '../zugriff/sitzungen.js';
import { findInhaber, lockAdresse } from './adresse.js';
import { vermerke } from './hinweise.js';

export const LINK_STUNDEN = { einladung: 72, passwort: 24 } as const;

const unknown = () =>
  new FehlerAntwort(404, {
    code: 'LINK_UNGUELTIG',
    message: 'Dieser Link gilt nicht mehr. Bitte lassen Sie sich von Ihrer Administration einen neuen geben.',
  });

const taken = () =>
  new FehlerAntwort(409, {
    code: 'ADRESSE_VERGEBEN',
    message:
      'Mit dieser E-Mail-Adresse haben Sie schon ein Konto, bei einer anderen Kommune. Bitte lassen Sie sich von Ihrer Administration mit einer anderen Adresse einladen.',
  });

/** Links that let a person choose the password of their account, once and for a limited time. */
@Injectable()
export class LinksService {
  constructor(private readonly betrieb: Betrieb) {}

  /** A new link in place of an older one. The token stands behind `#`, so that no server ever logs it. */
  async create(tx: Transaction, kontoId: string, zweck: KontoLink['zweck']): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = Date.now();
    const expiresAt = new Date(now + LINK_STUNDEN[zweck] * 3_600_000);
    await tx.delete(KontoLink, { kontoId });
    await tx.delete(KontoLink, { expiresAt: LessThan(new Date(now)) });
    await tx.insert(KontoLink, { tokenHash: digestToken(token), kontoId, zweck, expiresAt });
    return `${this.betrieb.config.publicUrl}/passwort#${token}`;
  }

  /** Whose password the link sets; 404 when it has been used or has run out, 409 when the address opens another account. */
  async read(token: string): Promise<LinkAuskunft> {
    return this.betrieb.outside(async (tx) => {
      const { konto, link } = await this.find(tx, token);
      return { name: konto.name, email: konto.email, zweck: link.zweck };
    });
  }

  /** Sets the password; the link and all sessions of the account are over. */
  async use(token: string, passwort: string): Promise<void> {
    const { konto, tenant } = await this.betrieb.outside(async (tx) => {
      const found = await this.find(tx, token);
      const member = await tx.findOneBy(Mitgliedschaft, { kontoId: found.konto.id });
      return { konto: found.konto, tenant: member?.tenantId };
    });
    // Without a role anywhere the account opens nothing.
    if (!tenant) throw unknown();
    const kontext = await this.betrieb.forTenant(tenant, (tx) => readKontext(tx, tenant));
    await checkPasswort(passwort, { ...konto, kontext }, 'passwort');
    const passwortHash = await hashPasswort(passwort);
    await this.betrieb.withAccounts(tenant, async (tx) => {
      await lockAdresse(tx, konto.email);
      await this.find(tx, token);
      const { affected } = await tx.delete(KontoLink, { tokenHash: digestToken(token) });
      if (affected !== 1) throw unknown();
      await tx.update(Konto, { id: konto.id }, { passwortHash });
      await tx.delete(Sitzung, { kontoId: konto.id });
      const record = { tenant, kontoId: konto.id, akteur: konto.id, art: 'passwort_link' } as const;
      await vermerke(tx, this.betrieb, konto.email, record);
    });
  }

  private async find(tx: Transaction, token: string): Promise<{ konto: Konto; link: KontoLink }> {
    const link = await tx.findOneBy(KontoLink, {
      tokenHash: digestToken(token),
      expiresAt: MoreThan(new Date()),
    });
    const konto = link && (await tx.findOneBy(Konto, { id: link.kontoId, aktiv: true }));
    if (!konto) throw unknown();
    // Only who reads the mail to this address learns of it, not who has invited.
    const inhaber = await findInhaber(tx, konto.email);
    if (inhaber && inhaber.id !== konto.id) throw taken();
    return { konto, link };
  }
}
