import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { createPin, describeMeldestatus, PIN_BYTES, type Zugang } from '@zusteuerung/domain';
import type { Variables } from '@zusteuerung/engine';
import { describeAnswers, separatePerson, type AnswerGroup, type Form } from '@zusteuerung/forms';
import { IdempotencyKeyReused, wholeTenant, type Transaction } from '@zusteuerung/runtime';
import type { Request } from 'express';
import { keepEinwilligung } from '../datenschutz/erfassen.js';
import { erklaerungOf } from '../datenschutz/erklaerung.js';
import { FehlerAntwort } from '../fehler/fehler.js';
import { Pakete, zugangOf, type Paket } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { hashPin } from '../zugriff/passwort.js';
import { Sitzungen } from '../zugriff/sitzungen.js';
import { organisationenMit } from '../zugriff/zugriff.js';
import { insertVorgang, konstantenOf, startProzess } from './anlegen.js';
import { allFields, checkAntworten } from './eingabe.js';
import type { MeldungEingabe, MeldungQuittung } from './meldungen.dto.js';
import { hashSchluessel, seal, unseal } from './versiegelung.js';

/** What the idempotency key keeps of the first answer; there the PIN is sealed with that key. */
interface Angelegt {
  referenz: string;
  eingegangenAm: string;
  pin: string;
}

interface Meldung {
  paket: Paket;
  zugang: Zugang;
  form: Form;
  antworten: Variables;
  /** questions and answers as a person reads them */
  gelesen: AnswerGroup['eintraege'];
  organisation: string | null;
  actor: string;
}

/** What a Meldung is about: the answer of the field with the property `titel`, which may say what kind it is. */
function titelOf({ form, zugang, gelesen }: Meldung): string {
  const named = allFields(form.fields).find(({ properties, person }) => properties['titel'] && !person);
  const schluessel = named?.key ?? 'lebensbereiche';
  const eintrag = gelesen.find(({ feld, person }) => feld === schluessel && !person);
  const worum = [named?.properties['titel'], eintrag?.antwort].filter(Boolean).join(': ');
  return (eintrag ? worum : zugang.name).slice(0, 200);
}

@Injectable()
export class MeldungenService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
    private readonly sitzungen: Sitzungen,
  ) {}

  /** A Meldung through the public form; someone signed in reports for their organisation. */
  async createFromRequest(
    tenant: string,
    eingabe: MeldungEingabe,
    request: Request,
    schluessel: string | undefined,
  ): Promise<MeldungQuittung> {
    const zugriff = await this.sitzungen.of(request);
    const organisation =
      zugriff?.tenant === tenant ? (organisationenMit(zugriff, 'meldende_stelle')[0] ?? null) : null;
    const actor = organisation && zugriff ? zugriff.konto.id : 'melder';
    return this.create(tenant, eingabe, { schluessel, organisation, actor });
  }

  /** Stores a Meldung and starts its process in one transaction; the same key gives the first answer again. */
  async create(
    tenant: string,
    eingabe: MeldungEingabe,
    von: { schluessel?: string; organisation: string | null; actor: string },
  ): Promise<MeldungQuittung> {
    const paket = await this.pakete.current(tenant);
    const zugang = zugangOf(paket, eingabe.zugang);
    const form = paket.forms.get(zugang.formular);
    if (!form) throw new Error(`form ${zugang.formular} is not in the package of ${tenant}`);
    const antworten = checkAntworten(form, eingabe.antworten as Variables);
    const gelesen = describeAnswers(form, antworten).flatMap(({ eintraege }) => eintraege);
    const meldung = { paket, zugang, form, antworten, gelesen, ...von };
    const angelegt = await this.store(meldung, eingabe, von.schluessel);
    return {
      referenz: angelegt.referenz,
      pin: angelegt.pin,
      eingegangenAm: angelegt.eingegangenAm,
      naechsteSchritte: describeMeldestatus('eingegangen').naechsteSchritte,
      antworten: gelesen.map(({ frage, antwort }) => ({ frage, antwort })),
    };
  }

  private async store(
    meldung: Meldung,
    eingabe: MeldungEingabe,
    schluessel: string | undefined,
  ): Promise<Angelegt> {
    const pin = createPin(randomBytes(PIN_BYTES));
    const pinHash = await hashPin(pin);
    const sealed = schluessel ? seal(pin, schluessel) : pin;
    const options = {
      ...wholeTenant(meldung.paket.kommune.id),
      ...(schluessel && {
        idempotencyKey: `meldung:${hashSchluessel(schluessel)}`,
        fingerprint: createHash('sha256').update(JSON.stringify(eingabe)).digest('hex'),
      }),
    };
    try {
      const angelegt = await this.betrieb.processes.transaction(async (tx): Promise<Angelegt> => {
        const { referenz, createdAt } = await this.insert(tx, meldung, pinHash);
        return { referenz, eingegangenAm: createdAt.toISOString(), pin: sealed };
      }, options);
      // Another one: this key has its answer from an earlier time.
      const known = angelegt.pin === sealed || !schluessel;
      return { ...angelegt, pin: known ? pin : unseal(angelegt.pin, schluessel) };
    } catch (error) {
      if (!(error instanceof IdempotencyKeyReused)) throw error;
      throw new FehlerAntwort(409, {
        code: 'SCHLUESSEL_VERWENDET',
        message: 'Diese Meldung wurde mit anderen Angaben schon abgesendet.',
      });
    }
  }

  private async insert(tx: Transaction, meldung: Meldung, pinHash: string) {
    const { paket, zugang, form, antworten, organisation, actor } = meldung;
    const { person, rest } = separatePerson(form, antworten);
    const neu = {
      art: 'meldung' as const,
      prozess: zugang.prozess,
      zugang: zugang.id,
      titel: titelOf(meldung),
      antworten: rest,
      pinHash,
      eingereichtVonOrganisation: organisation,
    };
    const vorgang = await insertVorgang(tx, paket, neu, person);
    const kopf = { id: vorgang.id, referenz: vorgang.referenz, zugang: zugang.id };
    const variables = { ...konstantenOf(paket), meldung: { ...rest, ...kopf } };
    await startProzess(tx, this.betrieb.processes, vorgang, { paket, variables, actor });
    const erklaerung = erklaerungOf(form, antworten, vorgang.createdAt.toISOString().slice(0, 10));
    const wohin = { vorgangId: vorgang.id, tenantId: vorgang.tenantId, erfasstVon: actor };
    if (erklaerung)
      await keepEinwilligung(tx, { ...erklaerung, ...wohin, paketVersion: paket.deployment.version });
    return vorgang;
  }
}
