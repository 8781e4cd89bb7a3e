import { randomUUID } from 'node:crypto';
import {
  outgoing,
  outgoingRows,
  runPrepared,
  type OutgoingWork,
  type Statement,
  type Transaction,
} from '@zusteuerung/runtime';
import type { Betreffend, Empfaenger } from './empfaenger.js';
import type { Versand } from './versand.js';
import type { Text } from './vorlage.js';

interface Mail extends Empfaenger {
  id: string;
  outboxId: string | null;
  status: 'offen' | 'postfach';
  kalender: string | null;
}

// $1 tenant, $2 Vorgang, $3 subject, $4 text, $5 instant, $6 mails, $7 text for the status page or null, $8 their work.
const insertMails: Statement = {
  name: 'insert-mails',
  text: `WITH work AS (${outgoingRows('$8')}), mails AS (
    INSERT INTO nachricht (id, tenant_id, vorgang_id, outbox_id, empfaenger, empfaenger_gruppe, betreff, text, status,
                           created_at, kalender)
    SELECT m.id, $1::text, $2::uuid, m."outboxId", m.email, m.gruppe, $3, $4, m.status, $5::timestamptz, m.kalender
    FROM jsonb_to_recordset($6::jsonb) AS m(id uuid, "outboxId" uuid, email text, gruppe text, status text,
                                              kalender text)
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

export interface Sendung {
  vorgang: Pick<Betreffend, 'id' | 'tenantId'>;
  text: Text;
  at: Date;
  /** `key` names the occasion once and for all */
  work: Pick<OutgoingWork, 'tenant' | 'instanceId' | 'elementId' | 'key'>;
  empfaenger: Empfaenger[];
  /** what the status page tells the reporter */
  statusText: string | null;
  /** the calendar file that goes to somebody */
  kalender: ((empfaenger: Empfaenger) => string) | null;
}

/** Writes mails with their outgoing work, if there is a mail server; groups may see from now on what the link shows. */
export async function writeMails(tx: Transaction, versand: Versand, sendung: Sendung): Promise<void> {
  const { vorgang, text, at, work, statusText, kalender } = sendung;
  const mails: Mail[] = [];
  const works: OutgoingWork[] = [];
  for (const empfaenger of sendung.empfaenger) {
    const id = randomUUID();
    const send = versand.workFor(id, { ...work, key: `${work.key}:${id}` });
    if (send) works.push(send);
    const status = send ? 'offen' : 'postfach';
    const outboxId = send?.id ?? null;
    mails.push({ ...empfaenger, id, outboxId, status, kalender: kalender?.(empfaenger) ?? null });
  }
  await runPrepared(tx, insertMails, [
    vorgang.tenantId,
    vorgang.id,
    text.betreff,
    text.text,
    at,
    JSON.stringify(mails),
    statusText,
    outgoing(works),
  ]);
}
