import type { Variables } from '@zusteuerung/engine';
import type { LocalJob, Transaction } from '@zusteuerung/runtime';
import type { Pakete } from '../pakete/pakete.js';
import type { Config } from '../start/config.js';
import { einladungAn } from '../termine/einladung.js';
import { readModelltermin } from '../termine/modelltermin.js';
import {
  findEmpfaenger,
  namesOf,
  readBetreffend,
  resolveMelder,
  withoutStrangers,
  type Betreffend,
} from './empfaenger.js';
import { writeMails } from './schreiben.js';
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
    const vorgang = await readBetreffend(tx, job, named);
    const text = await this.render(tx, job, vorgang);
    const names = await withoutStrangers(tx, vorgang, resolveMelder(named, vorgang, job.variables));
    const termin = await readModelltermin(tx, { job, vorgang, names, publicUrl: this.config.publicUrl });
    const { kommune } = await this.pakete.byId(job.deploymentId, tx);
    const organisator = {
      name: kommune.kontakt['stelle'] ?? kommune.name,
      email: kommune.kontakt['email'] ?? '',
    };
    await writeMails(tx, this.versand, {
      vorgang,
      text,
      at: job.at,
      work: { tenant: job.tenant, instanceId: job.instanceId, elementId: job.elementId, key: job.key },
      empfaenger: await findEmpfaenger(tx, vorgang, names),
      statusText: names.includes('melder') ? forStatusPage(text.text) : null,
      kalender: termin && (({ email }) => einladungAn(termin, { organisator, email })),
    });
  }

  private async render(tx: Transaction, job: LocalJob, vorgang: Betreffend): Promise<Text> {
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
