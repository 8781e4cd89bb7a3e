import { randomUUID } from 'node:crypto';
import {
  enqueue,
  inTenant,
  Nachricht,
  traced,
  wholeTenant,
  type Job,
  type JobResult,
  type OutgoingWork,
  type Transaction,
} from '@zusteuerung/runtime';
import { createTransport, type Transporter } from 'nodemailer';
import type { DataSource } from 'typeorm';
import type { Config } from '../start/config.js';
import { brauchtTls } from '../start/klartext.js';
import { methodeOf } from '../termine/kalenderdatei.js';

const mostTries = 12;

const icalEventOf = (content: string) => ({ method: methodeOf(content), filename: 'termin.ics', content });

/** Mail through SMTP, after the commit, tried again for hours; without SMTP mails stay in the mailbox page. */
export class Versand {
  static readonly jobType = 'mail';
  private transport: Transporter | null = null;

  constructor(private readonly config: Pick<Config, 'smtpUrl' | 'smtpAbsender' | 'publicUrl' | 'klartext'>) {}

  /** Hands a mail out with the transaction; returns the id of its work, or null when there is no mail server. */
  async enqueue(
    tx: Transaction,
    nachrichtId: string,
    work: Pick<OutgoingWork, 'tenant' | 'instanceId' | 'elementId' | 'key'>,
  ): Promise<string | null> {
    if (!this.config.smtpUrl) return null;
    const id = randomUUID();
    const variables = { nachricht: nachrichtId };
    await enqueue(tx, { ...work, id, jobType: Versand.jobType, variables, maxAttempts: mostTries });
    return id;
  }

  /** Sends one mail; one already sent is left alone. Throws when the mail server refuses, to be tried again. */
  send = async (dataSource: DataSource, { tenant, variables }: Job): Promise<JobResult> => {
    const { smtpUrl, smtpAbsender, publicUrl } = this.config;
    const id = String(variables['nachricht']);
    const row = await inTenant(dataSource, wholeTenant(tenant), (tx) => tx.findOneBy(Nachricht, { id }));
    if (!row || row.status !== 'offen') return {};
    if (!smtpUrl) throw new Error('SMTP_URL is not set here');
    const transport = this.connect(smtpUrl);
    const mail = {
      from: smtpAbsender,
      to: { name: '', address: row.empfaenger },
      subject: row.betreff,
      text: row.text,
      messageId: `<${id}@${new URL(publicUrl).hostname}>`,
      ...(row.kalender ? { icalEvent: icalEventOf(row.kalender) } : {}),
    };
    await traced('mail', { kind: 'client' }, () => transport.sendMail(mail));
    const commit = async (tx: Transaction) => {
      await tx.update(Nachricht, { id }, { status: 'versendet', sentAt: new Date() });
    };
    return { commit };
  };

  /**
   * Sends a mail at once whose text must not be kept (a link that opens an account); false when there is no mail server
   * or it does not take it, so that the sender finds another way.
   */
  async deliver(address: string, { betreff, text }: { betreff: string; text: string }): Promise<boolean> {
    const { smtpUrl, smtpAbsender, publicUrl } = this.config;
    if (!smtpUrl) return false;
    const messageId = `<${randomUUID()}@${new URL(publicUrl).hostname}>`;
    const mail = { from: smtpAbsender, to: { name: '', address }, subject: betreff, text, messageId };
    return this.connect(smtpUrl)
      .sendMail(mail)
      .then(
        () => true,
        () => false,
      );
  }

  private connect(smtpUrl: string): Transporter {
    const requireTLS = brauchtTls(smtpUrl, this.config.klartext);
    this.transport ??= createTransport(
      { url: smtpUrl, ...(requireTLS && { requireTLS }) },
      { disableFileAccess: true, disableUrlAccess: true },
    );
    return this.transport;
  }

  close(): void {
    this.transport?.close();
  }
}
