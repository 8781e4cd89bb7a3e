import { randomUUID } from 'node:crypto';
import {
  enqueue,
  Gatherer,
  inTenant,
  runPrepared,
  traced,
  wholeTenant,
  type Job,
  type JobResult,
  type Nachricht,
  type OutgoingWork,
  type Statement,
  type Transaction,
} from '@zusteuerung/runtime';
import { createTransport, type Transporter } from 'nodemailer';
import type { DataSource } from 'typeorm';
import type { Config } from '../start/config.js';
import { brauchtTls } from '../start/klartext.js';
import { methodeOf } from '../termine/kalenderdatei.js';

const mostTries = 12;
/** a mail's texts are texts, never names of files or addresses to fetch */
const textOnly = { disableFileAccess: true, disableUrlAccess: true };
/** to the mail server at once; a connection that has nothing to do is closed long before the server would */
const maxConnections = 10;
const idleMs = 30_000;
/** mails over one connection */
const maxMessages = 100;

type Letter = Pick<Nachricht, 'id' | 'status' | 'empfaenger' | 'betreff' | 'text' | 'kalender'>;

const readMails: Statement = {
  name: 'read-mails',
  text: `SELECT id, status, empfaenger, betreff, text, kalender FROM nachricht WHERE id = ANY ($1::uuid[])`,
};
const noteSent: Statement = {
  name: 'note-sent',
  text: `UPDATE nachricht SET status = 'versendet', sent_at = clock_timestamp() WHERE id = ANY ($1::uuid[])`,
};

const icalEventOf = (content: string) => ({ method: methodeOf(content), filename: 'termin.ics', content });

/** Mail through SMTP, after the commit, tried again for hours; without SMTP mails stay in the mailbox page. */
export class Versand {
  static readonly jobType = 'mail';
  private pool: Transporter | null = null;
  private readonly letters = new Map<string, Gatherer<string, Letter | null>>();

  constructor(private readonly config: Pick<Config, 'smtpUrl' | 'smtpAbsender' | 'publicUrl' | 'klartext'>) {}

  /** The work of sending a mail; null when there is no mail server. */
  workFor(nachrichtId: string, work: Pick<OutgoingWork, 'tenant' | 'instanceId' | 'elementId' | 'key'>) {
    if (!this.config.smtpUrl) return null;
    const variables = { nachricht: nachrichtId };
    return { ...work, id: randomUUID(), jobType: Versand.jobType, variables, maxAttempts: mostTries };
  }

  /** Hands a mail out with the transaction; returns the id of its work, or null when there is no mail server. */
  async enqueue(
    tx: Transaction,
    nachrichtId: string,
    von: Parameters<Versand['workFor']>[1],
  ): Promise<string | null> {
    const work = this.workFor(nachrichtId, von);
    if (work) await enqueue(tx, work);
    return work?.id ?? null;
  }

  /** Sends one mail; one already sent is left alone. Throws when the mail server refuses, to be tried again. */
  send = async (dataSource: DataSource, { tenant, variables, signal }: Job): Promise<JobResult> => {
    const { smtpUrl, smtpAbsender, publicUrl } = this.config;
    const id = String(variables['nachricht']);
    const row = await this.letter(dataSource, tenant, id);
    if (!row || row.status !== 'offen') return {};
    if (!smtpUrl) throw new Error('SMTP_URL is not set here');
    const pool = this.connect(smtpUrl);
    const mail = {
      from: smtpAbsender,
      to: { name: '', address: row.empfaenger },
      subject: row.betreff,
      text: row.text,
      messageId: `<${id}@${new URL(publicUrl).hostname}>`,
      ...(row.kalender ? { icalEvent: icalEventOf(row.kalender) } : {}),
      // A try that is over gives its connection back.
      signal,
    };
    await traced('mail', { kind: 'client' }, () => pool.sendMail(mail));
    return { commitTogether: { write: this.noteSent, id } };
  };

  private readonly noteSent = async (tx: Transaction, ids: string[]): Promise<void> => {
    await runPrepared(tx, noteSent, [ids]);
  };

  /** Reads a mail, together with those that are read at the same time. */
  private letter(dataSource: DataSource, tenant: string, id: string): Promise<Letter | null> {
    const gatherer =
      this.letters.get(tenant) ?? new Gatherer((ids: string[]) => readLetters(dataSource, tenant, ids));
    this.letters.set(tenant, gatherer);
    return gatherer.ask(id);
  }

  /**
   * Sends a mail at once whose text must not be kept (a link that opens an account); false when there is no mail server
   * or it does not take it, so that the sender finds another way.
   */
  async deliver(address: string, { betreff, text }: { betreff: string; text: string }): Promise<boolean> {
    const { smtpUrl, smtpAbsender, publicUrl } = this.config;
    if (!smtpUrl) return false;
    const messageId = `<${randomUUID()}@${new URL(publicUrl).hostname}>`;
    const mail = { from: smtpAbsender, to: { name: '', address }, subject: betreff, text, messageId };
    return createTransport(this.server(smtpUrl), textOnly)
      .sendMail(mail)
      .then(
        () => true,
        () => false,
      );
  }

  private server(url: string) {
    const requireTLS = brauchtTls(url, this.config.klartext);
    return { url, ...(requireTLS && { requireTLS }) };
  }

  private connect(smtpUrl: string): Transporter {
    const lasting = { pool: true, maxConnections, maxMessages, idleTimeout: idleMs } as const;
    this.pool ??= createTransport({ ...this.server(smtpUrl), ...lasting }, textOnly);
    return this.pool;
  }

  close(): void {
    this.pool?.close();
  }
}

async function readLetters(
  dataSource: DataSource,
  tenant: string,
  ids: string[],
): Promise<(Letter | null)[]> {
  const rows = await inTenant(dataSource, wholeTenant(tenant), (tx) =>
    runPrepared<Letter>(tx, readMails, [ids]),
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
}
