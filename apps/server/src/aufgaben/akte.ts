import { Injectable } from '@nestjs/common';
import type { Variables } from '@zusteuerung/engine';
import type { Form } from '@zusteuerung/forms';
import { ProcessInstance, Vorgang, type Transaction, type UserTask } from '@zusteuerung/runtime';
import { notFound } from '../fehler/fehler.js';
import { allFields } from '../meldungen/eingabe.js';
import { Pakete, type Paket } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { isUuid } from '../zugriff/namen.js';
import { gruppenOf, type Zugriff } from '../zugriff/zugriff.js';
import { mySide } from './eintraege.js';
import { formOhnePerson, isOhnePerson, schemaOhnePerson } from './ohne-person.js';

/** A task with all that belongs to it. */
export interface Akte {
  task: UserTask;
  vorgang: Vorgang;
  paket: Paket;
  /** without its questions about the person where these are not for who asks */
  form: Form | null;
  /** source of the form */
  schema: object | null;
  ohnePerson: boolean;
  /** what the form may show: variables of the case, and those of the task, which may fill in answers */
  kontext: Variables;
}

/** The variables that a form does not ask for itself: what it may show and depend on. */
export function withoutAsked(form: Form | null, variables: Variables): Variables {
  const asked = new Set(
    allFields(form?.fields ?? []).flatMap(({ key, readonly }) =>
      key && !readonly ? (key.split('.')[0] ?? key) : [],
    ),
  );
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !asked.has(name)));
}

/** Finds tasks for the people they are for. */
@Injectable()
export class Akten {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
  ) {}

  /** The task if it is for one of the person's groups; 404 otherwise. */
  async read(tx: Transaction, zugriff: Zugriff, taskId: string): Promise<Akte> {
    if (!isUuid(taskId)) throw notFound();
    const { tenant } = zugriff;
    const request = { tenant, taskId, groups: gruppenOf(zugriff), actor: zugriff.konto.id };
    const task = await this.betrieb.tasks.get(request, tx);
    const vorgang = task && (await tx.findOneBy(Vorgang, { tenantId: tenant, instanceId: task.instanceId }));
    if (!task || !vorgang || !mySide(zugriff, task, vorgang)) throw notFound();
    const { deploymentId } = await tx.findOneOrFail(ProcessInstance, {
      where: { id: task.instanceId },
      select: { deploymentId: true },
    });
    const paket = await this.pakete.byId(deploymentId, tx);
    const whole = (task.formId && paket.forms.get(task.formId)) || null;
    const ohnePerson = await isOhnePerson(tx, zugriff, vorgang, whole);
    const form = whole && ohnePerson ? formOhnePerson(whole) : whole;
    const source = whole && (paket.formSchemas.get(whole.id) as object | undefined);
    const schema = source && (ohnePerson ? schemaOhnePerson(source) : source);
    const variables = await this.betrieb.processes.variables(tx, task.instanceId);
    const kontext = { ...withoutAsked(whole, variables), ...task.variables };
    return { task, vorgang, paket, form, schema: schema ?? null, ohnePerson, kontext };
  }
}
