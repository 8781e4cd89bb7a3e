import {
  inTenant,
  traced,
  Webhook,
  wholeTenant,
  type Job,
  type JobResult,
  type Json,
} from '@zusteuerung/runtime';
import type { DataSource } from 'typeorm';
import type { Config } from '../start/config.js';
import type { Schluessel } from '../start/schluessel.js';
import type { Ereignis } from './ereignisse.js';
import { post } from './senden.js';
import { signatureHeaders } from './signatur.js';

const GONE = 410;

/** Purpose under which the secret of a webhook is sealed. */
export const geheimnisZweck = (id: string): string => `webhook ${id}`;

/** A CloudEvent (1.0, JSON); the id stays the same on every try. */
export function cloudEvent(
  ereignis: Omit<Ereignis, 'type'> & { type: string },
  { id, tenant, publicUrl }: { id: string; tenant: string; publicUrl: string },
): string {
  const { type, time, sequence, data } = ereignis;
  return JSON.stringify({
    specversion: '1.0',
    id,
    source: `${publicUrl}/${tenant}`,
    type,
    ...(typeof data['referenz'] === 'string' && { subject: data['referenz'] }),
    time,
    sequence: String(sequence).padStart(10, '0'),
    datacontenttype: 'application/json',
    data,
  });
}

/** Delivers events to webhooks: signed, at least once, tried again for a day. */
export class Zustellung {
  static readonly jobType = 'webhook';

  constructor(
    private readonly config: Pick<Config, 'publicUrl' | 'kanaele'>,
    private readonly schluessel: Schluessel,
  ) {}

  /** One try; throws with the reason when the receiver does not accept. */
  send = async (dataSource: DataSource, { tenant, outboxId, variables, signal }: Job): Promise<JobResult> => {
    const id = String(variables['webhook']);
    const webhook = await inTenant(dataSource, wholeTenant(tenant), (tx) => tx.findOneBy(Webhook, { id }));
    if (!webhook?.aktiv) return {};
    const ereignis = variables['ereignis'] as unknown as Ereignis;
    const status = await this.deliver(webhook, outboxId, ereignis, signal);
    if (status === GONE)
      return { commit: async (tx) => void (await tx.update(Webhook, { id }, { aktiv: false })) };
    if (status < 200 || status > 299) throw new Error(explain(status));
    return { commit: async (tx) => void (await tx.update(Webhook, { id }, { zugestelltAm: new Date() })) };
  };

  /** Sends an event at once and resolves with the receiver's status. */
  deliver(
    { id, tenantId, url, geheimnis }: Pick<Webhook, 'id' | 'tenantId' | 'url' | 'geheimnis'>,
    eventId: string,
    ereignis: Omit<Ereignis, 'type'> & { type: string; data: Record<string, Json> },
    signal: AbortSignal,
  ): Promise<number> {
    const secret = this.schluessel.open(geheimnisZweck(id), geheimnis);
    if (secret === null) throw new Error('the secret was sealed with another key (SCHLUESSEL)');
    const { publicUrl, kanaele } = this.config;
    const body = cloudEvent(ereignis, { id: eventId, tenant: tenantId, publicUrl });
    const timestamp = Math.floor(Date.now() / 1000);
    const headers = {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      ...signatureHeaders(secret, { id: eventId, timestamp, body }),
    };
    return traced('webhook', { kind: 'client' }, async (note) => {
      const status = await post({ url, intern: kanaele.intern }, body, headers, signal);
      note({ 'http.response.status_code': status });
      return status;
    });
  }
}

/** What an answer means, for those who look after a webhook. */
export function explain(status: number): string {
  if (status >= 300 && status < 400) return `HTTP ${status}: Umleitungen werden nicht befolgt`;
  return `HTTP ${status}`;
}
