import { Injectable } from '@nestjs/common';
import { Konto, KontoLink, type Transaction } from '@zusteuerung/runtime';
import type { Request, Response } from 'express';
import { AnmeldungService } from '../anmeldung/anmeldung.service.js';
import { Versuche } from '../anmeldung/versuche.js';
import { ZweiterFaktorService } from '../anmeldung/zweiter-faktor.js';
import { FehlerAntwort, invalid, notFound } from '../fehler/fehler.js';
import { vermerke } from '../konten/hinweise.js';
import { protokolliere, type Ereignis, type Vorkommnis } from '../konten/protokoll.js';
import { Betrieb } from '../start/betrieb.js';
import { isUuid } from '../zugriff/namen.js';
import { checkPasswort, readKontext } from '../zugriff/passwort-regeln.js';
import { hashPasswort, matches } from '../zugriff/passwort.js';
import { digestToken, Sitzungen } from '../zugriff/sitzungen.js';
import { brauchtZweitenFaktor, type Zugriff } from '../zugriff/zugriff.js';
import { describeGeraet } from './geraete.js';
import type {
  Geheimnis,
  PasswortWechsel,
  Sicherheit,
  VollerNachweis,
  Wiederherstellungscodes,
} from './sicherheit.dto.js';

const FALSCHES_PASSWORT = 'Das Passwort stimmt nicht.';
const FALSCHER_CODE = 'Der Code stimmt nicht oder wurde schon benutzt. Bitte nehmen Sie den nächsten.';

/** What people do for the safety of their own account. */
@Injectable()
export class SicherheitService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly sitzungen: Sitzungen,
    private readonly anmeldung: AnmeldungService,
    private readonly versuche: Versuche,
    private readonly zweiterFaktor: ZweiterFaktorService,
  ) {}

  async read(zugriff: Zugriff, request: Request): Promise<Sicherheit> {
    const { id } = zugriff.konto;
    const own = digestToken(this.sitzungen.tokenOf(request) ?? '');
    const [seit, codes, sitzungen] = await Promise.all([
      this.zweiterFaktor.since(id),
      this.zweiterFaktor.countCodes(id),
      this.sitzungen.list(id),
    ]);
    return {
      lokal: zugriff.lokal,
      zweiterFaktor: {
        an: seit !== null,
        pflicht: this.isPflicht(zugriff),
        seit: seit?.toISOString() ?? null,
        codes,
      },
      sitzungen: sitzungen.map((sitzung) => ({
        id: sitzung.id,
        geraet: describeGeraet(sitzung.userAgent),
        begonnenAm: sitzung.createdAt.toISOString(),
        zuletztAm: sitzung.lastSeenAt.toISOString(),
        diese: sitzung.tokenHash === own,
      })),
    };
  }

  /** Shows a new secret; whoever holds only the session, not the password, gets none. */
  async beginZweiterFaktor(zugriff: Zugriff, passwort: string, request: Request): Promise<Geheimnis> {
    await this.checkPerson(zugriff, passwort, request);
    if (await this.zweiterFaktor.since(zugriff.konto.id))
      throw new FehlerAntwort(409, {
        code: 'ZWEITER_FAKTOR_AN',
        message: 'Der zweite Faktor ist schon eingerichtet.',
      });
    return this.zweiterFaktor.begin(zugriff.konto);
  }

  /** Switches it on; sessions that began without it end, this one goes on under a new token. */
  async confirmZweiterFaktor(
    zugriff: Zugriff,
    code: string,
    request: Request,
    response: Response,
  ): Promise<Wiederherstellungscodes> {
    const versuch = await this.versuche.beginCode(zugriff.konto.id, 'einrichten');
    const codes = await this.change(zugriff, 'faktor_an', (tx) =>
      this.zweiterFaktor.confirm(tx, zugriff.konto.id, code),
    );
    if (!codes) throw invalid([{ feld: 'code', code: 'CODE', text: FALSCHER_CODE }], FALSCHER_CODE);
    await versuch.right();
    await this.renewSitzung(zugriff, request, response);
    return { codes };
  }

  async removeZweiterFaktor(
    zugriff: Zugriff,
    { passwort, code }: VollerNachweis,
    request: Request,
    response: Response,
  ): Promise<void> {
    if (this.isPflicht(zugriff))
      throw new FehlerAntwort(409, {
        code: 'ZWEITER_FAKTOR_PFLICHT',
        message:
          'Für Ihre Rolle ist der zweite Faktor vorgeschrieben. Nach einem Gerätewechsel setzt ihn Ihre Administration zurück.',
      });
    await this.checkPerson(zugriff, passwort, request);
    await this.checkCode(zugriff, code);
    await this.change(zugriff, 'faktor_aus', (tx) => this.zweiterFaktor.remove(tx, zugriff.konto.id));
    await this.renewSitzung(zugriff, request, response);
  }

  async renewCodes(
    zugriff: Zugriff,
    { passwort, code }: VollerNachweis,
    request: Request,
  ): Promise<Wiederherstellungscodes> {
    await this.checkPerson(zugriff, passwort, request);
    await this.checkCode(zugriff, code);
    const codes = await this.change(zugriff, 'faktor_codes', (tx) =>
      this.zweiterFaktor.renewCodes(tx, zugriff.konto.id),
    );
    return { codes: codes ?? [] };
  }

  /** A new password; all other sessions and a link for a new one end. */
  async changePasswort(
    zugriff: Zugriff,
    { passwort, neu }: PasswortWechsel,
    request: Request,
    response: Response,
  ): Promise<void> {
    await this.checkPerson(zugriff, passwort, request);
    const { id } = zugriff.konto;
    const kontext = await this.betrieb.forTenant(zugriff.tenant, (tx) => readKontext(tx, zugriff.tenant));
    await checkPasswort(neu, { ...zugriff.konto, kontext }, 'neu');
    const passwortHash = await hashPasswort(neu);
    await this.change(zugriff, 'passwort', async (tx) => {
      // A link somebody else may hold would set another one.
      await tx.delete(KontoLink, { kontoId: id });
      return tx.update(Konto, { id }, { passwortHash });
    });
    await this.renewSitzung(zugriff, request, response);
  }

  async endSitzung(zugriff: Zugriff, id: string): Promise<void> {
    if (!isUuid(id) || (await this.sitzungen.end(zugriff.konto.id, { id })) === 0) throw notFound();
    await this.record(zugriff, 'abgemeldet', { sitzungen: 1 });
  }

  async endOthers(zugriff: Zugriff, request: Request): Promise<void> {
    const exceptToken = this.sitzungen.tokenOf(request) ?? '';
    const sitzungen = await this.sitzungen.end(zugriff.konto.id, { exceptToken });
    await this.record(zugriff, 'abgemeldet', { sitzungen });
  }

  private isPflicht = (zugriff: Zugriff): boolean =>
    zugriff.zweiterFaktor === 'einrichten' ||
    (zugriff.lokal &&
      this.betrieb.config.anmeldung.zweiterFaktorPflicht &&
      brauchtZweitenFaktor(zugriff.mitgliedschaften));

  /** Asks for the password again, as often as at sign-in and no more. */
  private async checkPerson(zugriff: Zugriff, passwort: string, request: Request): Promise<void> {
    const versuch = await this.versuche.begin(zugriff.konto.email, request);
    const konto = await this.betrieb.outside((tx) => tx.findOneBy(Konto, { id: zugriff.konto.id }));
    if (!konto?.passwortHash)
      throw new FehlerAntwort(409, {
        code: 'KONTO_VERZEICHNIS',
        message: 'Passwort und zweiten Faktor verwaltet Ihr Verzeichnisdienst.',
      });
    if (!(await matches('passwort', konto.passwortHash, passwort)))
      throw invalid(
        [{ feld: 'passwort', code: 'PASSWORT_FALSCH', text: FALSCHES_PASSWORT }],
        FALSCHES_PASSWORT,
      );
    await versuch.right();
  }

  private async checkCode({ konto }: Zugriff, code: string): Promise<void> {
    const versuch = await this.versuche.beginCode(konto.id, 'sicherheit');
    if (!(await this.zweiterFaktor.use(konto.id, code)))
      throw invalid([{ feld: 'code', code: 'CODE', text: FALSCHER_CODE }], FALSCHER_CODE);
    await versuch.right();
  }

  private async renewSitzung(zugriff: Zugriff, request: Request, response: Response): Promise<void> {
    await this.sitzungen.end(zugriff.konto.id, { exceptToken: this.sitzungen.tokenOf(request) ?? '' });
    await this.anmeldung.rotate(request, response);
  }

  /** What opens the account, the entry about it and the mail to its owner change together; null: nothing changed. */
  private change<T>(
    zugriff: Zugriff,
    art: Ereignis,
    work: (tx: Transaction) => Promise<T | null>,
  ): Promise<T | null> {
    const { tenant, konto } = zugriff;
    return this.betrieb.withAccounts(tenant, async (tx) => {
      const result = await work(tx);
      if (result !== null)
        await vermerke(tx, this.betrieb, konto.email, { tenant, kontoId: konto.id, akteur: konto.id, art });
      return result;
    });
  }

  private record(zugriff: Zugriff, art: Ereignis, daten: Vorkommnis['daten'] = {}): Promise<void> {
    const { tenant, konto } = zugriff;
    return this.betrieb.forTenant(tenant, (tx) =>
      protokolliere(tx, { tenant, kontoId: konto.id, akteur: konto.id, art, daten }),
    );
  }
}
