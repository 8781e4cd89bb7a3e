import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Wiederherstellungscode, ZweiterFaktor, type Transaction } from '@zusteuerung/runtime';
import { Secret, TOTP } from 'otpauth';
import { IsNull, Not } from 'typeorm';
import { FehlerAntwort } from '../fehler/fehler.js';
import { Betrieb } from '../start/betrieb.js';

const SCHRITT_SEKUNDEN = 30;
const FENSTER = 1;
const CODES = 10;
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

const totpOf = (secret: string, label: string) =>
  new TOTP({ issuer: 'Zusteuerung', label, secret: Secret.fromBase32(secret), period: SCHRITT_SEKUNDEN });

/** Ten characters that cannot be confused, about 49 bits. */
function createCode(): string {
  let code = '';
  while (code.length < 10) {
    const [byte = 255] = randomBytes(1);
    if (byte < 248) code += ALPHABET.charAt(byte % ALPHABET.length);
  }
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

const normalize = (code: string) => code.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The second factor of local accounts: TOTP (RFC 6238, SHA-1, six digits, 30 s) and recovery codes. */
@Injectable()
export class ZweiterFaktorService {
  constructor(private readonly betrieb: Betrieb) {}

  /** A new secret for the person's app, without effect until a code of it is confirmed. */
  async begin({ id, email }: { id: string; email: string }): Promise<{ geheimnis: string; adresse: string }> {
    const { base32: geheimnis } = new Secret({ size: 20 });
    const sealed = this.betrieb.schluessel.seal(`totp ${id}`, geheimnis);
    await this.betrieb.outside(async (tx) => {
      // Two windows may ask at once: the later secret counts, one in use is never replaced.
      await tx.query(
        `INSERT INTO zweiter_faktor (konto_id, geheimnis, bestaetigt_at, letzter_schritt) VALUES ($1, $2, NULL, 0)
         ON CONFLICT (konto_id) DO UPDATE SET geheimnis = excluded.geheimnis, letzter_schritt = 0
         WHERE zweiter_faktor.bestaetigt_at IS NULL`,
        [id, sealed],
      );
    });
    return { geheimnis, adresse: totpOf(geheimnis, email).toString() };
  }

  /** Switches the second factor on with the first code; hands back the recovery codes, null when the code is wrong. */
  async confirm(tx: Transaction, kontoId: string, code: string): Promise<string[] | null> {
    const row = await tx.findOneBy(ZweiterFaktor, { kontoId });
    if (!row || row.bestaetigtAt || !(await this.useTotp(tx, row, code))) return null;
    await tx.update(ZweiterFaktor, { kontoId }, { bestaetigtAt: new Date() });
    return this.renewCodes(tx, kontoId);
  }

  /** Whether the code opens the account now: of the app, each once, or one of the recovery codes, which is then gone. */
  async use(kontoId: string, code: string): Promise<boolean> {
    const row = await this.read(kontoId);
    if (!row?.bestaetigtAt) return false;
    if (/^\d{6}$/.test(code.replace(/\s/g, '')))
      return this.betrieb.outside((tx) => this.useTotp(tx, row, code));
    const { affected } = await this.betrieb.outside((tx) =>
      tx.delete(Wiederherstellungscode, { kontoId, codeHash: this.hash(kontoId, code) }),
    );
    return affected === 1;
  }

  /** New recovery codes in place of the old ones; nobody can read them again. */
  async renewCodes(tx: Transaction, kontoId: string): Promise<string[]> {
    const codes = Array.from({ length: CODES }, createCode);
    await tx.delete(Wiederherstellungscode, { kontoId });
    await tx.insert(
      Wiederherstellungscode,
      codes.map((code) => ({ kontoId, codeHash: this.hash(kontoId, code) })),
    );
    return codes;
  }

  countCodes = (kontoId: string): Promise<number> =>
    this.betrieb.outside((tx) => tx.countBy(Wiederherstellungscode, { kontoId }));

  /** When it was switched on; null: there is none. */
  async since(kontoId: string): Promise<Date | null> {
    return (await this.read(kontoId))?.bestaetigtAt ?? null;
  }

  /** Takes the second factor away; null when there was none. */
  async remove(tx: Transaction, kontoId: string): Promise<true | null> {
    const { affected } = await tx.delete(ZweiterFaktor, { kontoId, bestaetigtAt: Not(IsNull()) });
    return affected === 1 ? true : null;
  }

  private read = (kontoId: string): Promise<ZweiterFaktor | null> =>
    this.betrieb.outside((tx) => tx.findOneBy(ZweiterFaktor, { kontoId }));

  /** Of this step or a neighbour, and newer than the one used last: the database decides which of two gets it. */
  private async useTotp(
    tx: Transaction,
    { kontoId, geheimnis }: ZweiterFaktor,
    code: string,
  ): Promise<boolean> {
    const secret = this.betrieb.schluessel.open(`totp ${kontoId}`, geheimnis);
    if (secret === null)
      throw new FehlerAntwort(500, {
        code: 'SCHLUESSEL_PASST_NICHT',
        message:
          'Der zweite Faktor lässt sich nicht prüfen, weil der Schlüssel der Anwendung gewechselt hat. Bitte wenden Sie sich an Ihre Administration.',
      });
    const timestamp = Date.now();
    const delta = totpOf(secret, '').validate({ token: code.replace(/\s/g, ''), window: FENSTER, timestamp });
    if (delta === null) return false;
    const schritt = Math.floor(timestamp / 1000 / SCHRITT_SEKUNDEN) + delta;
    const used: [unknown[], number] = await tx.query(
      'UPDATE zweiter_faktor SET letzter_schritt = $2 WHERE konto_id = $1 AND letzter_schritt < $2',
      [kontoId, schritt],
    );
    return used[1] === 1;
  }

  private hash = (kontoId: string, code: string): string =>
    this.betrieb.schluessel.mac('wiederherstellung', `${kontoId} ${normalize(code)}`);
}
