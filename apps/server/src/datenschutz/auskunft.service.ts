import { Injectable } from '@nestjs/common';
import { asWholeTenant, audit, Vorgang, type Transaction } from '@zusteuerung/runtime';
import { In } from 'typeorm';
import { FehlerAntwort, invalid, notFound } from '../fehler/fehler.js';
import { Pakete } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { describeKoepfe } from '../vorgaenge/koepfe.js';
import { readVisible } from '../zugriff/sichtbarkeit.js';
import { darf, type Zugriff } from '../zugriff/zugriff.js';
import { renderAuskunft } from './auskunft-html.js';
import { collectAuskunft } from './auskunft.js';
import type { AuskunftAnfrage, Einsichten, Fundstellen, SucheAnfrage } from './datenschutz.dto.js';
import { readEinsichten } from './einsichten.js';

export interface Datei {
  name: string;
  typ: string;
  inhalt: string;
}

// Names as people were reported: first and last name together, or one answer that holds both.
const FINDEN = `
SELECT p.vorgang_id AS id FROM vorgang_person p
WHERE p.tenant_id = $1
  AND ($2::text IS NULL OR EXISTS (
    SELECT 1 FROM (SELECT concat_ws(' ', p.daten->>'person_vorname', p.daten->>'person_nachname') AS name
      UNION ALL SELECT d.value FROM jsonb_each_text(p.daten) d WHERE d.key ~ '(?<!vor|nach)name$') n
    WHERE lower(normalize(regexp_replace(btrim(n.name), '\\s+', ' ', 'g'))) = $2))
  AND ($3::text IS NULL OR EXISTS (
    SELECT 1 FROM jsonb_each_text(p.daten) d WHERE d.key LIKE '%geburtsdatum' AND d.value = $3))
LIMIT 50`;

@Injectable()
export class AuskunftService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
  ) {}

  /**
   * Everything about a case, for who works on it; for the Koordinierungsstelle, which then learns whom it is about,
   * with a reason. Either is remembered.
   */
  get(zugriff: Zugriff, id: string, { format, anlass, aktenzeichen }: AuskunftAnfrage): Promise<Datei> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const { vorgang, tiefe } = await this.readFall(tx, zugriff, id);
      if (tiefe !== 'fachlich' && !(anlass && aktenzeichen))
        throw new FehlerAntwort(422, {
          code: 'ANLASS_FEHLT',
          message: 'Sie arbeiten nicht an diesem Fall. Bitte nennen Sie Anlass und Aktenzeichen der Anfrage.',
        });
      const subject = { type: 'vorgang', id };
      const data = { format, ...(anlass && { anlass }), ...(aktenzeichen && { aktenzeichen }) };
      const { tenant, konto } = zugriff;
      await audit(tx, { tenant, actor: konto.id, action: 'auskunft.erteilt', subject, data });
      const auskunft = await asWholeTenant(tx, () =>
        collectAuskunft(tx, { betrieb: this.betrieb, pakete: this.pakete }, vorgang),
      );
      const name = `auskunft-${vorgang.referenz}.${format}`;
      return format === 'json'
        ? { name, typ: 'application/json', inhalt: JSON.stringify(auskunft, null, 2) }
        : { name, typ: 'text/html', inhalt: renderAuskunft(auskunft) };
    });
  }

  /** Who was shown whom the case is about. */
  einsichten(zugriff: Zugriff, id: string): Promise<Einsichten> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      await this.readFall(tx, zugriff, id);
      return { eintraege: await readEinsichten(tx, zugriff.tenant, id) };
    });
  }

  /** The cases about somebody who asks for their data: only exactly this name or birth date, and it is remembered. */
  suche(zugriff: Zugriff, { name, geburtsdatum, anlass, aktenzeichen }: SucheAnfrage): Promise<Fundstellen> {
    if (!name?.trim() && !geburtsdatum)
      throw invalid([{ feld: 'name', code: 'PFLICHT', text: 'Bitte geben Sie Name oder Geburtsdatum an.' }]);
    const { tenant, konto } = zugriff;
    const gesucht = name?.trim() ? name.normalize().trim().replace(/\s+/g, ' ').toLowerCase() : null;
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const found = await asWholeTenant(tx, () =>
        tx.query<{ id: string }[]>(FINDEN, [tenant, gesucht, geburtsdatum ?? null]),
      );
      await audit(tx, {
        tenant,
        actor: konto.id,
        action: 'person.gesucht',
        subject: { type: 'tenant', id: tenant },
        data: { anlass, aktenzeichen, treffer: found.length },
      });
      const where = { tenantId: tenant, id: In(found.map(({ id }) => id)) };
      const koepfe = await describeKoepfe(tx, await tx.find(Vorgang, { where, order: { createdAt: 'ASC' } }));
      return {
        eintraege: koepfe.map(({ id, referenz, eingegangenAm, statusText, organisationen }) => ({
          ...{ id, referenz, eingegangenAm, statusText, organisationen },
        })),
      };
    });
  }

  private async readFall(tx: Transaction, zugriff: Zugriff, id: string) {
    const { vorgang, tiefe } = await readVisible(tx, zugriff, id);
    const may = tiefe === 'fachlich' || (tiefe === 'pseudonym' && darf(zugriff, 'datenschutz.anfragen'));
    if (vorgang.art !== 'meldung' || !may) throw notFound();
    return { vorgang, tiefe };
  }
}
