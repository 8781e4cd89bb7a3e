import { Injectable } from '@nestjs/common';
import { ROLLEN_TEXTE } from '@zusteuerung/domain';
import { Tenant } from '@zusteuerung/runtime';
import type { Request, Response } from 'express';
import { FehlerAntwort } from '../fehler/fehler.js';
import { findInhaber } from '../konten/adresse.js';
import { vermerke } from '../konten/hinweise.js';
import type { Ereignis, Vorkommnis } from '../konten/protokoll.js';
import { Betrieb } from '../start/betrieb.js';
import { createGeraet } from '../zugriff/geraet.js';
import { keksart, keksname, sitzungskeks } from '../zugriff/kekse.js';
import { readOrganisationen } from '../zugriff/namen.js';
import { matches } from '../zugriff/passwort.js';
import { Sitzungen, type Herkunft } from '../zugriff/sitzungen.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import type { AnmeldungEingabe, Ich } from './anmeldung.dto.js';
import { GERAET_KEKS, Versuche, type Versuch } from './versuche.js';
import { ZweiterFaktorService } from './zweiter-faktor.js';

const GERAET_MS = 180 * 24 * 3_600_000;

@Injectable()
export class AnmeldungService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly sitzungen: Sitzungen,
    private readonly versuche: Versuche,
    private readonly zweiterFaktor: ZweiterFaktorService,
  ) {}

  /**
   * Opens a session, in place of the one this browser had; unknown address, wrong password and blocked account get the
   * same answer in the same time. With a second factor, a right password without code is answered `ZWEITER_FAKTOR`.
   */
  async signIn(eingabe: AnmeldungEingabe, request: Request, response: Response): Promise<Ich> {
    const email = eingabe.email.trim().toLowerCase();
    const versuch = await this.versuche.begin(email, request);
    const konto = await this.betrieb.outside((tx) => findInhaber(tx, email));
    const right = await matches('passwort', konto?.passwortHash ?? null, eingabe.passwort);
    const zugriff = await this.sitzungen.zugriffOf(konto?.id ?? NIEMAND);
    // Nobody waits for it: the time must not tell that there is such an account.
    if (!right && zugriff) void this.record(zugriff, 'passwort_falsch').catch(() => undefined);
    if (!right || !zugriff)
      throw new FehlerAntwort(401, {
        code: 'ANMELDUNG_FALSCH',
        message: 'E-Mail-Adresse oder Passwort stimmen nicht.',
      });
    if (zugriff.zweiterFaktor === 'an') await this.checkCode(zugriff, eingabe.code, versuch);
    await versuch.right();
    const geraet = createGeraet(this.betrieb.schluessel, email);
    const { config } = this.betrieb;
    response.cookie(keksname(GERAET_KEKS, config), geraet, { ...keksart(config), maxAge: GERAET_MS });
    await this.begin(zugriff, request, response);
    return this.describe(zugriff);
  }

  /** Gives a browser its session, in place of the one it had. */
  async begin(
    zugriff: Zugriff,
    request: Request,
    response: Response,
    oidc?: Herkunft['oidc'],
  ): Promise<void> {
    await this.sitzungen.close(this.sitzungen.tokenOf(request));
    const userAgent = request.get('user-agent') ?? '';
    this.handOut(await this.sitzungen.open(zugriff.konto.id, { userAgent, ...(oidc && { oidc }) }), response);
    await this.record(zugriff, 'angemeldet', { weg: oidc ? 'oidc' : 'passwort' });
  }

  /** The same session under a new token, after a change of what it may do. */
  async rotate(request: Request, response: Response): Promise<void> {
    const token = this.sitzungen.tokenOf(request);
    if (token) this.handOut(await this.sitzungen.rotate(token), response);
  }

  async describe(zugriff: Zugriff): Promise<Ich> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const tenant = await tx.findOneByOrFail(Tenant, { id: zugriff.tenant });
      const namen = await readOrganisationen(tx, zugriff.tenant);
      return {
        ...zugriff.konto,
        lokal: zugriff.lokal,
        zweiterFaktor: zugriff.zweiterFaktor,
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

  private async checkCode(zugriff: Zugriff, code: string | undefined, versuch: Versuch): Promise<void> {
    if (!code?.trim()) {
      await versuch.none();
      throw new FehlerAntwort(401, {
        code: 'ZWEITER_FAKTOR',
        message: 'Bitte geben Sie den Code aus Ihrer App ein.',
      });
    }
    const codeVersuch = await this.versuche.beginCode(zugriff.konto.id, versuch.wer);
    if (!(await this.zweiterFaktor.use(zugriff.konto.id, code))) {
      await this.record(zugriff, 'anmeldung_abgewiesen');
      throw new FehlerAntwort(401, {
        code: 'CODE_FALSCH',
        message: 'Der Code stimmt nicht oder wurde schon benutzt. Bitte nehmen Sie den nächsten.',
      });
    }
    await codeVersuch.right();
    if (!/^[\d\s]{6,}$/.test(code)) await this.record(zugriff, 'faktor_code_benutzt');
  }

  private record(zugriff: Zugriff, art: Ereignis, daten: Vorkommnis['daten'] = {}): Promise<void> {
    const { tenant, konto } = zugriff;
    return this.betrieb.forTenant(tenant, (tx) =>
      vermerke(tx, this.betrieb, konto.email, { tenant, kontoId: konto.id, akteur: konto.id, art, daten }),
    );
  }

  private handOut(token: string, response: Response): void {
    const { config } = this.betrieb;
    const maxAge = config.anmeldung.sitzungMs;
    response.cookie(sitzungskeks(config), token, { ...keksart(config), maxAge });
  }
}

/** For unknown addresses the same questions are asked as for known ones. */
const NIEMAND = '00000000-0000-0000-0000-000000000000';
