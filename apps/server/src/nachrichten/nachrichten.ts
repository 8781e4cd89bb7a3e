import { randomUUID } from 'node:crypto';
import type { Variables } from '@zusteuerung/engine';
import { Nachricht, Rueckmeldung, Vorgang, type LocalJob, type Transaction } from '@zusteuerung/runtime';
import type { Pakete } from '../pakete/pakete.js';
import type { Config } from '../start/config.js';
import { findEmpfaenger, namesOf, resolveMelder, type Empfaenger } from './empfaenger.js';
import type { Versand } from './versand.js';
import { forStatusPage, renderVorlage, type Text } from './vorlage.js';

/**
 * The job types `benachrichtigung` and `rueckmeldung`: mail from the package's templates. They only write rows, in
 * the transaction of the step, so no case waits for a mail server; the mails leave after the commit (see Versand).
 */
export class Nachrichten {
  constructor(
    private readonly config: Config,
    private readonly pakete: Pakete,
    private readonly versand: Versand,
  ) {}

  /** Tells groups or the reporter something. */
  benachrichtigung = (tx: Transaction, job: LocalJob): Promise<void> =>
    this.write(tx, job, namesOf(job.variables['empfaenger']));

  /** Tells the reporter something, on the status page too. */
  rueckmeldung = (tx: Transaction, job: LocalJob): Promise<void> => this.write(tx, job, ['melder']);

  private async write(tx: Transaction, job: LocalJob, named: string[]): Promise<void> {
    const { tenant: tenantId, businessKey } = job;
    const vorgang = await tx.findOneByOrFail(Vorgang, { tenantId, referenz: businessKey ?? '' });
    const text = await this.render(tx, job, vorgang);
    const names = resolveMelder(named, vorgang, job.variables);
    for (const empfaenger of await findEmpfaenger(tx, vorgang, names))
      await this.writeMail(tx, job, vorgang, empfaenger, text);
    if (names.includes('melder')) await tellStatusPage(tx, vorgang, text, job.at);
  }

  private async writeMail(
    tx: Transaction,
    { tenant, instanceId, elementId, key, at }: LocalJob,
    vorgang: Vorgang,
    { email, gruppe }: Empfaenger,
    { betreff, text }: Text,
  ): Promise<void> {
    const id = randomUUID();
    const work = { tenant, instanceId, elementId, key: `${key}:${id}` };
    const outboxId = await this.versand.enqueue(tx, id, work);
    await tx.insert(Nachricht, {
      id,
      tenantId: tenant,
      vorgangId: vorgang.id,
      outboxId,
      empfaenger: email,
      empfaengerGruppe: gruppe,
      betreff,
      text,
      status: outboxId ? 'offen' : 'postfach',
      createdAt: at,
    });
  }

  private async render(tx: Transaction, job: LocalJob, vorgang: Vorgang): Promise<Text> {
    const { files, kommune } = await this.pakete.byId(job.deploymentId, tx);
    const path = `nachrichten/${job.headers['vorlage'] ?? ''}.md`;
    const file = files.find((entry) => entry.path === path);
    if (!file) throw new Error(`template ${path} is missing in the package`);
    const { publicUrl } = this.config;
    const variables: Variables = {
      ...job.variables,
      referenz: vorgang.referenz,
      titel: vorgang.titel,
      kommune: kommune.name,
      link: `${publicUrl}/vorgaenge/${vorgang.id}`,
      statuslink: `${publicUrl}/status?referenz=${vorgang.referenz}`,
    };
    return renderVorlage(file.content, variables);
  }
}

async function tellStatusPage(
  tx: Transaction,
  { id, tenantId }: Vorgang,
  { text }: Text,
  at: Date,
): Promise<void> {
  await tx.insert(Rueckmeldung, { vorgangId: id, tenantId, text: forStatusPage(text), at });
}
