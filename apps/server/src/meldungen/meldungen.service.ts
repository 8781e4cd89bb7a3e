import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { createPin, describeMeldestatus, PIN_BYTES, type Zugang } from '@zusteuerung/domain';
import type { Variables } from '@zusteuerung/engine';
import { describeAnswers, separatePerson, type AnswerGroup, type Form } from '@zusteuerung/forms';
import {
  firstAnswer,
  IdempotencyKeyReused,
  wholeTenant,
  type Transaction,
  type Vorgang,
} from '@zusteuerung/runtime';
import type { Request } from 'express';
import { keepEinwilligung } from '../datenschutz/erfassen.js';
import { erklaerungOf } from '../datenschutz/erklaerung.js';
import { FehlerAntwort } from '../fehler/fehler.js';
import { Pakete, zugangOf, type Paket } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { hashPin } from '../zugriff/passwort.js';
import { Sitzungen } from '../zugriff/sitzungen.js';
import { organisationenMit } from '../zugriff/zugriff.js';
import { insertVorgang, konstantenOf, startProzess, type Einmal } from './anlegen.js';
import { allFields, checkAntworten } from './eingabe.js';
import type { MeldungEingabe, MeldungQuittung } from './meldungen.dto.js';
import { hashSchluessel, seal, unseal } from './versiegelung.js';

/** What the idempotency key keeps of the first answer; there the PIN is sealed with that key. */
type Angelegt = {
  referenz: string;
  eingegangenAm: string;
  pin: string;
};

/** Who reports, and under which idempotency key. */
interface Von {
  schluessel?: string | undefined;
  organisation: string | null;
  actor: string;
}

interface Meldung extends Von {
  paket: Paket;
  zugang: Zugang;
  form: Form;
  antworten: Variables;
  /** questions and answers as a person reads them */
  gelesen: AnswerGroup['eintraege'];
}

/** What a Meldung is about: the answer of the field with the property `titel`, which may say what kind it is. */
function titelOf({ form, zugang, gelesen }: Meldung): string {
  const named = allFields(form.fields).find(({ properties, person }) => properties['titel'] && !person);
  const schluessel = named?.key ?? 'lebensbereiche';
  const eintrag = gelesen.find(({ feld, person }) => feld === schluessel && !person);
  const worum = [named?.properties['titel'], eintrag?.antwort].filter(Boolean).join(': ');
  return (eintrag ? worum : zugang.name).slice(0, 200);
}

const einmalOf = (schluessel: string, eingabe: MeldungEingabe) => ({
  key: `meldung:${hashSchluessel(schluessel)}`,
  fingerprint: createHash('sha256').update(JSON.stringify(eingabe)).digest('hex'),
});

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
  async create(tenant: string, eingabe: MeldungEingabe, von: Von): Promise<MeldungQuittung> {
    for (let paket = await this.pakete.lastKnown(tenant); ;) {
      try {
        return await this.createOn(paket, eingabe, von);
      } catch (error) {
        // Whatever an outdated version refuses, the current one may take.
        const current = await this.pakete.current(tenant);
        if (current.deployment.id === paket.deployment.id) throw error;
        paket = current;
      }
    }
  }

  private async createOn(paket: Paket, eingabe: MeldungEingabe, von: Von): Promise<MeldungQuittung> {
    const zugang = zugangOf(paket, eingabe.zugang);
    const form = paket.forms.get(zugang.formular);
    if (!form) throw new Error(`form ${zugang.formular} is not in the package of ${paket.kommune.id}`);
    const antworten = checkAntworten(form, eingabe.antworten as Variables);
    const gelesen = describeAnswers(form, antworten).flatMap(({ eintraege }) => eintraege);
    const meldung = { paket, zugang, form, antworten, gelesen, ...von };
    const angelegt = await this.store(meldung, eingabe);
    return {
      referenz: angelegt.referenz,
      pin: angelegt.pin,
      eingegangenAm: angelegt.eingegangenAm,
      naechsteSchritte: describeMeldestatus('eingegangen').naechsteSchritte,
      antworten: gelesen.map(({ frage, antwort }) => ({ frage, antwort })),
    };
  }

  private async store(meldung: Meldung, eingabe: MeldungEingabe): Promise<Angelegt> {
    const tenant = meldung.paket.kommune.id;
    const pin = createPin(randomBytes(PIN_BYTES));
    const pinHash = await hashPin(pin);
    const { schluessel } = meldung;
    const sealed = schluessel ? seal(pin, schluessel) : pin;
    const answer = ({ referenz, createdAt }: Vorgang): Angelegt => ({
      referenz,
      eingegangenAm: createdAt.toISOString(),
      pin: sealed,
    });
    const einmal = schluessel ? { ...einmalOf(schluessel, eingabe), answer } : null;
    const angelegt = await this.transaction(tenant, async (tx) => {
      const vorgang = await this.insert(tx, meldung, { pinHash, einmal });
      if (vorgang) return answer(vorgang);
      if (!einmal) throw new Error('without a key every Meldung is a new one');
      const { key: idempotencyKey, fingerprint } = einmal;
      return (await firstAnswer(tx, { tenant, idempotencyKey, fingerprint })) as Angelegt;
    });
    // Another one: this key has its answer from an earlier time.
    const known = !schluessel || angelegt.pin === sealed;
    return { ...angelegt, pin: known ? pin : unseal(angelegt.pin, schluessel) };
  }

  private async transaction<T>(tenant: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    try {
      return await this.betrieb.processes.transaction(work, wholeTenant(tenant));
    } catch (error) {
      if (!(error instanceof IdempotencyKeyReused)) throw error;
      throw new FehlerAntwort(409, {
        code: 'SCHLUESSEL_VERWENDET',
        message: 'Diese Meldung wurde mit anderen Angaben schon abgesendet.',
      });
    }
  }

  /** The new Meldung; null: the key is known. */
  private async insert(
    tx: Transaction,
    meldung: Meldung,
    { pinHash, einmal = null }: { pinHash: string; einmal?: Einmal | null },
  ): Promise<Vorgang | null> {
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
    const written = await insertVorgang(tx, paket, neu, { person, einmal });
    if (!written) return null;
    const { vorgang, version } = written;
    if (version !== paket.deployment.id) throw new Error('this version has been replaced');
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
