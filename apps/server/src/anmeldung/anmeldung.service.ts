import { Injectable } from '@nestjs/common';
import { ROLLEN_TEXTE } from '@zusteuerung/domain';
import { Konto, Tenant } from '@zusteuerung/runtime';
import type { CookieOptions, Response } from 'express';
import { FehlerAntwort } from '../fehler/fehler.js';
import { Betrieb } from '../start/betrieb.js';
import { readOrganisationen } from '../zugriff/namen.js';
import { Bremse } from '../zugriff/bremse.js';
import { matches } from '../zugriff/passwort.js';
import { SITZUNG_COOKIE, SITZUNG_STUNDEN, Sitzungen } from '../zugriff/sitzungen.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import type { AnmeldungEingabe, Ich } from './anmeldung.dto.js';

@Injectable()
export class AnmeldungService {
  private readonly bremse = new Bremse();

  constructor(
    private readonly betrieb: Betrieb,
    private readonly sitzungen: Sitzungen,
  ) {}

  /**
   * Opens a session, in place of the one this browser had; unknown address and wrong password get the same answer in
   * the same time.
   */
  async signIn(
    { email, passwort }: AnmeldungEingabe,
    cookies: Record<string, string | undefined>,
    response: Response,
  ): Promise<Ich> {
    const address = email.trim().toLowerCase();
    this.bremse.try(address);
    const konto = await this.betrieb.manager.findOneBy(Konto, { email: address });
    const right = await matches('passwort', konto?.passwortHash ?? null, passwort);
    const zugriff = right && konto?.aktiv ? await this.sitzungen.zugriffOf(konto) : null;
    if (!zugriff)
      throw new FehlerAntwort(401, {
        code: 'ANMELDUNG_FALSCH',
        message: 'E-Mail-Adresse oder Passwort stimmen nicht.',
      });
    this.bremse.clear(address);
    await this.sitzungen.close(cookies[SITZUNG_COOKIE]);
    const token = await this.sitzungen.open(zugriff.konto.id);
    response.cookie(SITZUNG_COOKIE, token, { ...this.cookie(), maxAge: SITZUNG_STUNDEN * 3_600_000 });
    return this.describe(zugriff);
  }

  async signOut(cookies: Record<string, string | undefined>, response: Response): Promise<void> {
    await this.sitzungen.close(cookies[SITZUNG_COOKIE]);
    response.clearCookie(SITZUNG_COOKIE, this.cookie());
  }

  async describe(zugriff: Zugriff): Promise<Ich> {
    return this.betrieb.inTenant(zugriff.tenant, async (tx) => {
      const tenant = await tx.findOneByOrFail(Tenant, { id: zugriff.tenant });
      const namen = await readOrganisationen(tx, zugriff.tenant);
      return {
        ...zugriff.konto,
        mandant: { id: tenant.id, name: tenant.name },
        mitgliedschaften: zugriff.mitgliedschaften.map(({ organisation, rolle }) => ({
          organisation: { id: organisation, name: namen.get(organisation) ?? organisation },
          rolle,
          rolleText: ROLLEN_TEXTE[rolle],
        })),
        rechte: zugriff.rechte,
      };
    });
  }

  private cookie(): CookieOptions {
    const secure = this.betrieb.config.publicUrl.startsWith('https:');
    return { httpOnly: true, sameSite: 'strict', path: '/', secure };
  }
}
