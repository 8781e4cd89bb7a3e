import { Injectable } from '@nestjs/common';
import { formatGruppe } from '@zusteuerung/domain';
import type { Variables } from '@zusteuerung/engine';
import { describeAnswers, separatePerson, type Form } from '@zusteuerung/forms';
import { asWholeTenant, Beteiligung, type Transaction, type Vorgang } from '@zusteuerung/runtime';
import { In, IsNull, Not } from 'typeorm';
import { notFound } from '../fehler/fehler.js';
import type { FormularDto } from '../kommunen/kommunen.dto.js';
import { insertVorgang, konstantenOf, startProzess } from '../meldungen/anlegen.js';
import { checkAntworten } from '../meldungen/eingabe.js';
import { Pakete, type Paket } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { connectOrganisation } from '../vorgaenge/projektion.js';
import { NUR_BENACHRICHTIGT, readVisible } from '../zugriff/sichtbarkeit.js';
import { scopeOf, type Zugriff } from '../zugriff/zugriff.js';
import type { AnliegenAngelegt } from './anliegen.dto.js';
import { refusePersonenbezug } from './personenbezug.js';

/** An Anliegen is called by the answer `titel`, or by its first one. */
function titelOf(form: Form, antworten: Variables): string {
  if (typeof antworten['titel'] === 'string' && antworten['titel']) return antworten['titel'].slice(0, 200);
  const [first] = describeAnswers(form, antworten).flatMap(({ eintraege }) => eintraege);
  return (first?.antwort ?? 'Anliegen').slice(0, 200);
}

const BEGINN = { art: 'anliegen', stufe: 'fall', status: 'in_pruefung' } as const;

@Injectable()
export class AnliegenService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
  ) {}

  getFormular(zugriff: Zugriff, fallId: string): Promise<FormularDto> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      await this.readFall(tx, zugriff, fallId);
      const { paket, form } = await this.readLadder(tx, zugriff.tenant);
      const schema = paket.formSchemas.get(form.id) as Record<string, unknown>;
      return { id: form.id, version: paket.deployment.version, schema };
    });
  }

  /** Raises an Anliegen from a case; texts that name a person are refused, and nothing of the person goes along. */
  create(zugriff: Zugriff, fallId: string, antworten: Record<string, unknown>): Promise<AnliegenAngelegt> {
    const { tenant } = zugriff;
    return this.betrieb.processes.transaction(async (tx) => {
      const { vorgang: fall, gruppe, organisation } = await this.readFall(tx, zugriff, fallId);
      const { paket, form, prozess } = await this.readLadder(tx, tenant);
      const checked = separatePerson(form, checkAntworten(form, antworten as Variables)).rest;
      const wer = { betrieb: this.betrieb, pakete: this.pakete, zugriff };
      await refusePersonenbezug(tx, wer, { form, antworten: checked, fallId: fall.id });
      const neu = { prozess, titel: titelOf(form, checked), antworten: checked, parentVorgangId: fall.id };
      // Until its organisation takes part, a new Vorgang is nobody's.
      return asWholeTenant(tx, async () => {
        const written = await insertVorgang(tx, paket, { ...neu, ...BEGINN });
        if (!written) throw new Error('without a key every Anliegen is a new one');
        const anliegen = written.vorgang;
        await connectOrganisation(tx, anliegen, organisation, 'erhoben', anliegen.createdAt);
        const kopf = { id: anliegen.id, referenz: anliegen.referenz, meldende_gruppe: gruppe };
        const variables = { ...konstantenOf(paket), anliegen: { ...checked, ...kopf } };
        const start = { paket, variables, actor: zugriff.konto.id };
        await startProzess(tx, this.betrieb.processes, anliegen, start);
        return { id: anliegen.id, referenz: anliegen.referenz };
      });
    }, scopeOf(zugriff));
  }

  /** The case, and in which of their groups this person works on it. */
  private async readFall(
    tx: Transaction,
    zugriff: Zugriff,
    id: string,
  ): Promise<{ vorgang: Vorgang; gruppe: string; organisation: string }> {
    const { vorgang, tiefe } = await readVisible(tx, zugriff, id);
    if (tiefe !== 'fachlich' || vorgang.art !== 'meldung') throw notFound();
    const fachlich = zugriff.mitgliedschaften.filter(({ rolle }) =>
      ['case_management', 'koordination'].includes(rolle),
    );
    const rows = await tx.findBy(Beteiligung, {
      vorgangId: id,
      organisationId: In(fachlich.map(({ organisation }) => organisation)),
      bis: IsNull(),
      art: Not(NUR_BENACHRICHTIGT),
    });
    const mine = fachlich.find(({ organisation }) => rows.some((row) => row.organisationId === organisation));
    if (!mine) throw notFound();
    return { vorgang, gruppe: formatGruppe(mine), organisation: mine.organisation };
  }

  private async readLadder(
    tx: Transaction,
    tenant: string,
  ): Promise<{ paket: Paket; form: Form; prozess: string }> {
    const paket = await this.pakete.current(tenant, tx);
    const { anliegen } = paket.kommune;
    const form = anliegen && paket.forms.get(anliegen.formular);
    if (!anliegen || !form) throw notFound('Für diese Kommune ist keine Leiter für Anliegen eingerichtet.');
    return { paket, form, prozess: anliegen.prozess };
  }
}
