import { Injectable } from '@nestjs/common';
import {
  audit,
  InstanceEvent,
  ProcessInstance,
  Rueckmeldung,
  Vorgang,
  VorgangPerson,
  type Transaction,
} from '@zusteuerung/runtime';
import { describeTasks } from '../aufgaben/eintraege.js';
import { describeGruppen } from '../meldungen/eingabe.js';
import { Pakete, type Paket } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { readVisible, visibleVorgaenge, type Tiefe } from '../zugriff/sichtbarkeit.js';
import { darf, gruppenOf, type Zugriff } from '../zugriff/zugriff.js';
import { describeBegruendung } from './begruendung.js';
import { readErgebnisse } from './ergebnisse.js';
import { formOf } from './formular.js';
import { describeKoepfe, stufeTextOf } from './koepfe.js';
import { describePositionen } from './positionen.js';
import { readVerlauf } from './verlauf.js';
import type { Vorgang as VorgangDto, VorgangEintrag } from './vorgaenge.dto.js';
import { vorschlagOf } from './vorschlag.js';

@Injectable()
export class VorgangService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
  ) {}

  get(zugriff: Zugriff, id: string): Promise<VorgangDto> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const { vorgang, tiefe } = await readVisible(tx, zugriff, id);
      const [kopf] = await describeKoepfe(tx, [vorgang]);
      if (!kopf || !vorgang.instanceId) throw new Error(`vorgang ${id} has no process instance`);
      const { deploymentId } = await tx.findOneOrFail(ProcessInstance, {
        where: { id: vorgang.instanceId },
        select: { deploymentId: true },
      });
      const paket = await this.pakete.byId(deploymentId, tx);
      if (tiefe === 'status') return this.describeStatus(tx, vorgang, kopf, paket);
      return this.describeVoll(tx, zugriff, { vorgang, kopf, paket, tiefe, instanceId: vorgang.instanceId });
    });
  }

  /** What the reporting organisation sees of its own Meldung: its status and the feedback. */
  private async describeStatus(
    tx: Transaction,
    vorgang: Vorgang,
    kopf: VorgangEintrag,
    paket: Paket,
  ): Promise<VorgangDto> {
    const rows = await tx.find(Rueckmeldung, {
      where: { vorgangId: vorgang.id },
      order: { at: 'ASC', id: 'ASC' },
    });
    return {
      ...kopf,
      organisationen: [],
      zugriff: 'status',
      angaben: [],
      person: null,
      vorschlag: null,
      positionen: [],
      begruendung: [],
      ergebnisse: [],
      verlauf: rows.map(({ at, text }) => ({ am: at.toISOString(), wer: null, text })),
      aufgaben: [],
      anliegen: [],
      modellVersion: paket.deployment.version,
      darfAnliegen: false,
      ablaufId: null,
    };
  }

  private async describeVoll(
    tx: Transaction,
    zugriff: Zugriff,
    akte: { vorgang: Vorgang; kopf: VorgangEintrag; paket: Paket; tiefe: Tiefe; instanceId: string },
  ): Promise<VorgangDto> {
    const { vorgang, kopf, paket, tiefe, instanceId } = akte;
    const { version } = paket.deployment;
    const events = await tx.find(InstanceEvent, { where: { instanceId }, order: { seq: 'ASC' } });
    const positions = await this.betrieb.processes.positions(tx, instanceId);
    const variables = await this.betrieb.processes.variables(tx, instanceId);
    const fall = vorgang.art === 'meldung';
    const arbeitet = fall && tiefe === 'fachlich';
    return {
      ...kopf,
      zugriff: 'voll',
      ...(await this.angaben(tx, zugriff, {
        vorgang,
        paket,
        withPerson: arbeitet && darf(zugriff, 'personendaten.sehen'),
      })),
      vorschlag: vorschlagOf(paket, variables),
      positionen: await describePositionen(tx, paket, { instanceId, positions }),
      begruendung: describeBegruendung(events, version),
      ergebnisse: !fall || tiefe === 'fachlich' ? await readErgebnisse(tx, paket, instanceId) : [],
      verlauf: await readVerlauf(tx, vorgang, { paket, events, tiefe }),
      aufgaben: await this.aufgaben(tx, zugriff, instanceId),
      anliegen: fall ? await this.anliegen(tx, zugriff, vorgang.id) : [],
      modellVersion: version,
      ablaufId: darf(zugriff, 'betrieb.fuehren') ? instanceId : null,
      darfAnliegen: arbeitet && darf(zugriff, 'anliegen.erheben') && paket.kommune.anliegen !== null,
    };
  }

  /** What was reported; whoever is shown whom it is about is remembered. */
  private async angaben(
    tx: Transaction,
    zugriff: Zugriff,
    { vorgang, paket, withPerson }: { vorgang: Vorgang; paket: Paket; withPerson: boolean },
  ) {
    const form = formOf(paket, vorgang);
    if (!form) return { angaben: [], person: null };
    const row = withPerson ? await tx.findOneBy(VorgangPerson, { vorgangId: vorgang.id }) : null;
    if (row)
      await audit(tx, {
        tenant: zugriff.tenant,
        actor: zugriff.konto.id,
        action: 'person.gelesen',
        subject: { type: 'vorgang', id: vorgang.id },
      });
    const antworten = { ...vorgang.antworten, ...row?.daten };
    const person = withPerson ? describeGruppen(form, antworten, true) : null;
    return { angaben: describeGruppen(form, antworten, false), person };
  }

  private async aufgaben(tx: Transaction, zugriff: Zugriff, instanceId: string) {
    const groups = gruppenOf(zugriff);
    const { tasks } = await this.betrieb.tasks.list(
      { tenant: zugriff.tenant, groups, filter: 'open', actor: zugriff.konto.id, instanceId },
      tx,
    );
    return describeTasks(tx, zugriff, tasks);
  }

  private async anliegen(tx: Transaction, zugriff: Zugriff, fallId: string) {
    const rows = await visibleVorgaenge(tx, zugriff)
      .andWhere('v.parentVorgangId = :fallId', { fallId })
      .orderBy('v.createdAt', 'ASC')
      .getMany();
    return rows.map((row) => ({
      id: row.id,
      referenz: row.referenz,
      titel: row.titel,
      stufe: row.stufe,
      stufeText: stufeTextOf(row),
    }));
  }
}
