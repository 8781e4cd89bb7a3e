import { randomUUID } from 'node:crypto';
import type { Variables } from '@zusteuerung/engine';
import {
  Nachricht,
  ProcessInstance,
  Rueckmeldung,
  Vorgang,
  type Job,
  type JobResult,
  type Transaction,
} from '@zusteuerung/runtime';
import type { Pakete } from '../pakete/pakete.js';
import type { Betrieb } from '../start/betrieb.js';
import { findEmpfaenger, namesOf, resolveMelder } from './empfaenger.js';
import type { Versand } from './versand.js';
import { forStatusPage, renderVorlage, type Text } from './vorlage.js';

/** The job types `benachrichtigung` and `rueckmeldung`: mail from the package's templates. */
export class Nachrichten {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
    private readonly versand: Versand,
  ) {}

  /** Tells groups or the reporter something; may run several times for one job and still sends each mail once. */
  benachrichtigung = (job: Job): Promise<JobResult> =>
    this.deliver(job, namesOf(job.variables['empfaenger']));

  /** Tells the reporter something, on the status page too. */
  rueckmeldung = (job: Job): Promise<JobResult> => this.deliver(job, ['melder']);

  private async deliver(job: Job, named: string[]): Promise<JobResult> {
    const { rows, commit } = await this.betrieb.inTenant(job.tenant, (tx) => this.prepare(tx, job, named));
    for (const row of rows) await this.versand.send(row);
    return commit ? { commit } : {};
  }

  private async prepare(tx: Transaction, job: Job, named: string[]) {
    const vorgang = await tx.findOneByOrFail(Vorgang, { tenantId: job.tenant, instanceId: job.instanceId });
    const text = await this.render(tx, job, vorgang);
    const names = resolveMelder(named, vorgang, job.variables);
    const empfaenger = await findEmpfaenger(tx, vorgang, names);
    for (const { email, gruppe } of empfaenger)
      await this.insert(tx, job, vorgang, { email, gruppe, ...text });
    const rows = await tx.findBy(Nachricht, { outboxId: job.outboxId });
    const commit = names.includes('melder')
      ? (inner: Transaction) => tellStatusPage(inner, vorgang, text)
      : null;
    return { rows, commit };
  }

  private async insert(
    tx: Transaction,
    job: Job,
    vorgang: Vorgang,
    { email, gruppe, betreff, text }: Text & { email: string; gruppe: string | null },
  ): Promise<void> {
    await tx
      .createQueryBuilder()
      .insert()
      .into(Nachricht)
      .values({
        id: randomUUID(),
        tenantId: job.tenant,
        vorgangId: vorgang.id,
        outboxId: job.outboxId,
        empfaenger: email,
        empfaengerGruppe: gruppe,
        betreff,
        text,
        status: this.versand.anfangsstatus,
      })
      .orIgnore()
      .execute();
  }

  private async render(tx: Transaction, job: Job, vorgang: Vorgang): Promise<Text> {
    const { deploymentId } = await tx.findOneOrFail(ProcessInstance, {
      where: { id: job.instanceId },
      select: { deploymentId: true },
    });
    const { files, kommune } = await this.pakete.byId(deploymentId, tx);
    const path = `nachrichten/${job.headers['vorlage'] ?? ''}.md`;
    const file = files.find((entry) => entry.path === path);
    if (!file) throw new Error(`template ${path} is missing in the package`);
    const { publicUrl } = this.betrieb.config;
    const variables: Variables = {
      ...job.variables,
      referenz: vorgang.referenz,
      titel: vorgang.titel,
      kommune: kommune.name,
      link: `${publicUrl}/vorgaenge/${vorgang.id}`,
      statuslink: `${publicUrl}/status`,
    };
    return renderVorlage(file.content, variables);
  }
}

/** In the transaction that completes the job, so it stands there exactly once. */
async function tellStatusPage(tx: Transaction, { id, tenantId }: Vorgang, { text }: Text): Promise<void> {
  await tx.insert(Rueckmeldung, { vorgangId: id, tenantId, text: forStatusPage(text), at: new Date() });
}
