import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { protokolliereAbmeldung } from '../konten/protokoll.js';
import { OidcVerbindung } from '../oidc/verbindung.js';
import { Betrieb } from '../start/betrieb.js';
import { keksart, sitzungskeks } from '../zugriff/kekse.js';
import { Sitzungen } from '../zugriff/sitzungen.js';
import type { Abmeldung } from './anmeldung.dto.js';

@Injectable()
export class AbmeldungService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly sitzungen: Sitzungen,
    private readonly verbindung: OidcVerbindung,
  ) {}

  /** Ends this browser's session for good; a session of the directory goes on at its own sign-out page. */
  async signOut(request: Request, response: Response): Promise<Abmeldung> {
    const { config, schluessel } = this.betrieb;
    const sitzung = await this.sitzungen.close(this.sitzungen.tokenOf(request));
    response.clearCookie(sitzungskeks(config), keksart(config));
    if (sitzung) await protokolliereAbmeldung(this.betrieb, await this.sitzungen.zugriffOf(sitzung.kontoId));
    const idToken = sitzung?.idToken ? schluessel.open('id-token', sitzung.idToken) : null;
    if (!sitzung?.oidcIssuer || !idToken) return { weiter: null };
    return { weiter: await this.verbindung.endSession(idToken) };
  }
}
