import { Injectable } from '@nestjs/common';
import type { Variables } from '@zusteuerung/engine';
import { separatePerson } from '@zusteuerung/forms';
import { audit, type Transaction } from '@zusteuerung/runtime';
import { fallOf, refusePersonenbezug } from '../anliegen/personenbezug.js';
import { checkAntworten } from '../meldungen/eingabe.js';
import { Pakete } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { visibleVorgaenge } from '../zugriff/sichtbarkeit.js';
import { gruppenOf, scopeOf, type Zugriff } from '../zugriff/zugriff.js';
import { refuse } from './ablehnung.js';
import { aktionenOf, isAktion } from './aktionen.js';
import { Akten, withoutAsked, type Akte } from './akte.js';
import { refuseAngabenZurPerson } from './ohne-person.js';
import type { AufgabeErledigt } from './aufgaben.dto.js';
import { describeTasks } from './eintraege.js';

// Merged where they stand: answers of two tasks at the same moment are both kept.
const ADD_PERSON = `INSERT INTO vorgang_person (vorgang_id, tenant_id, daten) VALUES ($1, $2, $3)
ON CONFLICT (vorgang_id) DO UPDATE SET daten = vorgang_person.daten || excluded.daten`;

/** Completing a task: answers are checked, personal ones kept apart, the process goes on, all in one transaction. */
@Injectable()
export class AbschlussService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly akten: Akten,
    private readonly pakete: Pakete,
  ) {}

  complete(zugriff: Zugriff, taskId: string, antworten: Record<string, unknown>): Promise<AufgabeErledigt> {
    const { tenant } = zugriff;
    return this.betrieb.processes.transaction(async (tx) => {
      const akte = await this.akten.read(tx, zugriff, taskId);
      const request = { tenant, taskId, groups: gruppenOf(zugriff), actor: zugriff.konto.id };
      if (akte.task.status !== 'open') await refuse(tx, await this.betrieb.tasks.claim(tx, request));
      const variables = await this.acceptAntworten(tx, zugriff, akte, antworten as Variables);
      await refuse(tx, await this.betrieb.tasks.complete(tx, { ...request, variables }));
      const { id } = akte.vorgang;
      return {
        vorgangId: id,
        vorgangSichtbar: await visibleVorgaenge(tx, zugriff).andWhere('v.id = :id', { id }).getExists(),
        naechste: await this.next(tx, zugriff, akte),
      };
    }, scopeOf(zugriff));
  }

  /** The answers that become process variables; personal ones go to the case's personal data. */
  private async acceptAntworten(
    tx: Transaction,
    zugriff: Zugriff,
    akte: Akte,
    antworten: Variables,
  ): Promise<Variables> {
    const { form, task, vorgang, kontext, paket, ohnePerson } = akte;
    if (isAktion(aktionenOf(task.headers), antworten)) return antworten;
    if (!form) return {};
    const whole = paket.forms.get(form.id);
    if (ohnePerson && whole) refuseAngabenZurPerson(whole, antworten);
    const checked = checkAntworten(form, antworten, withoutAsked(form, kontext));
    const wer = { betrieb: this.betrieb, pakete: this.pakete, zugriff };
    if (vorgang.art === 'anliegen')
      await refusePersonenbezug(tx, wer, { form, antworten: checked, fallId: fallOf(vorgang) });
    const { person, rest } = separatePerson(form, checked);
    if (Object.keys(person).length > 0 && vorgang.art === 'meldung') {
      await tx.query(ADD_PERSON, [vorgang.id, vorgang.tenantId, person]);
      await audit(tx, {
        tenant: zugriff.tenant,
        actor: zugriff.konto.id,
        action: 'person.geaendert',
        subject: { type: 'vorgang', id: vorgang.id },
        data: { felder: Object.keys(person) },
      });
    }
    return rest;
  }

  private async next(tx: Transaction, zugriff: Zugriff, { task }: Akte) {
    const page = await this.betrieb.tasks.list(
      {
        tenant: zugriff.tenant,
        groups: gruppenOf(zugriff),
        filter: 'open',
        actor: zugriff.konto.id,
        instanceId: task.instanceId,
      },
      tx,
    );
    return describeTasks(tx, zugriff, page.tasks);
  }
}
