import { randomUUID } from 'node:crypto';
import type { Variables } from '@zusteuerung/engine';
import { runPrepared, type LocalJob, type Statement, type Transaction } from '@zusteuerung/runtime';
import type { Pakete } from '../pakete/pakete.js';
import type { Config } from '../start/config.js';
import {
  findEmpfaenger,
  namesOf,
  readBetreffend,
  resolveMelder,
  withoutStrangers,
  type Betreffend,
  type Empfaenger,
} from './empfaenger.js';
import type { Versand } from './versand.js';
import { forStatusPage, renderVorlage, type Text } from './vorlage.js';

interface Mail extends Empfaenger {
  id: string;
  outboxId: string | null;
  status: 'offen' | 'postfach';
}

// $1 tenant, $2 Vorgang, $3 subject, $4 text, $5 instant, $6 mails, $7 text for the status page or null.
const insertMails: Statement = {
  name: 'insert-mails',
  text: `WITH mails AS (
    INSERT INTO nachricht (id, tenant_id, vorgang_id, outbox_id, empfaenger, empfaenger_gruppe, betreff, text, status,
                           created_at)
    SELECT m.id, $1::text, $2::uuid, m."outboxId", m.email, m.gruppe, $3, $4, m.status, $5::timestamptz
    FROM jsonb_to_recordset($6::jsonb) AS m(id uuid, "outboxId" uuid, email text, gruppe text, status text)
  ), beteiligt AS (
    INSERT INTO beteiligung (vorgang_id, tenant_id, organisation_id, art, von)
    SELECT DISTINCT $2, $1, o.id, 'benachrichtigung', $5
    FROM jsonb_to_recordset($6::jsonb) AS m(gruppe text)
    JOIN organisation o ON o.tenant_id = $1 AND o.id = split_part(m.gruppe, ':', 1)
    ON CONFLICT DO NOTHING
  )
  INSERT INTO rueckmeldung (vorgang_id, tenant_id, text, at)
  SELECT $2, $1, $7::text, $5 WHERE $7 IS NOT NULL`,
};

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
    const mails: Mail[] = [];
    for (const empfaenger of await findEmpfaenger(tx, vorgang, names))
      mails.push(await this.handOut(tx, job, empfaenger));
    await runPrepared(tx, insertMails, [
      job.tenant,
      vorgang.id,
      text.betreff,
      text.text,
      job.at,
      JSON.stringify(mails),
      names.includes('melder') ? forStatusPage(text.text) : null,
    ]);
  }

  /** A mail with its outgoing work, if there is a mail server. */
  private async handOut(
    tx: Transaction,
    { tenant, instanceId, elementId, key }: LocalJob,
    { email, gruppe }: Empfaenger,
  ): Promise<Mail> {
    const id = randomUUID();
    const work = { tenant, instanceId, elementId, key: `${key}:${id}` };
    const outboxId = await this.versand.enqueue(tx, id, work);
    return { id, outboxId, email, gruppe, status: outboxId ? 'offen' : 'postfach' };
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
