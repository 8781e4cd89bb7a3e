import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { networkOf } from '../start/begrenzung.js';
import { Betrieb } from '../start/betrieb.js';
import { Bremse } from '../zugriff/bremse.js';
import { readGeraet } from '../zugriff/geraet.js';
import { keksname, readKeks } from '../zugriff/kekse.js';

export const GERAET_KEKS = 'zst_geraet';
const MINUTE = 60;

/** A try to sign in that has been counted; `right` and `none` take that back. */
export interface Versuch {
  /** who is counted: this known device, or all others together */
  wer: string;
  right(): Promise<void>;
  none(): Promise<void>;
}

/** How often somebody may guess at a password, at a code, and from one address. */
@Injectable()
export class Versuche {
  private readonly passwort: Bremse;
  private readonly code: Bremse;
  private readonly adresse: Bremse;

  constructor(private readonly betrieb: Betrieb) {
    this.passwort = new Bremse(betrieb, { frei: 5, hoechstens: 5 * MINUTE });
    this.code = new Bremse(betrieb, { frei: 5, hoechstens: 15 * MINUTE });
    // An office shares one address: more tries are free, and the wait stays short.
    this.adresse = new Bremse(betrieb, {
      frei: Math.max(20, betrieb.config.limits.anmeldung),
      hoechstens: MINUTE,
    });
  }

  /** Counts a password tried for an account, known or not; a device known to it is apart from all strangers. */
  async begin(email: string, request: Request): Promise<Versuch> {
    const { schluessel, config } = this.betrieb;
    const geraet = readGeraet(schluessel, email, readKeks(request, keksname(GERAET_KEKS, config)));
    if (geraet) return this.count([[this.passwort, `geraet ${geraet}`]], `geraet ${geraet}`);
    const adresse = networkOf(request.ip ?? '');
    return this.count(
      [
        [this.adresse, `adresse ${adresse}`],
        [this.passwort, `konto ${email}`],
      ],
      'fremd',
    );
  }

  /** Counts a code tried for an account. */
  beginCode = (kontoId: string, wer: string): Promise<Versuch> =>
    this.count([[this.code, `code ${kontoId} ${wer}`]], wer);

  private async count(keys: [Bremse, string][], wer: string): Promise<Versuch> {
    for (const [bremse, key] of keys) await bremse.try(key);
    const none = async () => {
      for (const [bremse, key] of keys) await bremse.undo(key);
    };
    const right = async () => {
      for (const [bremse, key] of keys)
        // One right password must not make an address free for guessing at others.
        await (bremse === this.adresse ? bremse.undo(key) : bremse.clear(key));
    };
    return { wer, right, none };
  }
}
