import { Nachricht } from '@zusteuerung/runtime';
import { createTransport, type Transporter } from 'nodemailer';
import type { Betrieb } from '../start/betrieb.js';

/** Sends what lies ready; without SMTP everything stays in the mailbox page. */
export class Versand {
  private readonly transport: Transporter | null;

  constructor(private readonly betrieb: Betrieb) {
    const { smtpUrl } = betrieb.config;
    this.transport = smtpUrl ? createTransport(smtpUrl) : null;
  }

  /** The state in which a new row waits for `send`. */
  get anfangsstatus(): string {
    return this.transport ? 'offen' : 'postfach';
  }

  /** Sends one row; a row already sent is left alone. Throws when the mail server refuses, to be tried again. */
  async send({ id, tenantId, empfaenger, betreff, text, status }: Nachricht): Promise<void> {
    if (!this.transport || status !== 'offen') return;
    const { smtpAbsender, publicUrl } = this.betrieb.config;
    await this.transport.sendMail({
      from: smtpAbsender,
      to: empfaenger,
      subject: betreff,
      text,
      messageId: `<${id}@${new URL(publicUrl).hostname}>`,
    });
    await this.betrieb.inTenant(tenantId, (tx) =>
      tx.update(Nachricht, { id }, { status: 'versendet', sentAt: new Date() }),
    );
  }

  close(): void {
    this.transport?.close();
  }
}
