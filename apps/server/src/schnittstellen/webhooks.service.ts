import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { audit, Webhook as Entity, type Transaction } from '@zusteuerung/runtime';
import { invalid, notFound } from '../fehler/fehler.js';
import { Betrieb } from '../start/betrieb.js';
import { isUuid, readKonten } from '../zugriff/namen.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { EREIGNISSE, type Ereignisart } from './ereignisse.js';
import { refusalOf } from './senden.js';
import { createGeheimnis } from './signatur.js';
import { explain, geheimnisZweck, Zustellung } from './zustellung.js';
import {
  EREIGNISARTEN,
  type Webhook,
  type WebhookEingabe,
  type WebhookMitGeheimnis,
  type WebhookProbe,
  type Webhooks,
} from './webhooks.dto.js';

const PROBE_MS = 10_000;

/** The addresses of other systems that a municipality informs. */
@Injectable()
export class WebhooksService {
  private readonly zustellung: Zustellung;

  constructor(private readonly betrieb: Betrieb) {
    this.zustellung = new Zustellung(betrieb.config, betrieb.schluessel);
  }

  list(zugriff: Zugriff): Promise<Webhooks> {
    return this.betrieb.forTenant(zugriff.tenant, async (tx) => ({
      webhooks: await this.describe(tx, await tx.find(Entity, ofTenant(zugriff))),
      ereignisarten: EREIGNISARTEN.map((art) => ({ art, text: EREIGNISSE[art] })),
    }));
  }

  create(zugriff: Zugriff, eingabe: WebhookEingabe): Promise<WebhookMitGeheimnis> {
    this.check(eingabe);
    const id = randomUUID();
    const geheimnis = createGeheimnis();
    const { tenant } = zugriff;
    return this.betrieb.forTenant(tenant, async (tx) => {
      await tx.insert(Entity, {
        ...fieldsOf(eingabe),
        id,
        tenantId: tenant,
        geheimnis: this.seal(id, geheimnis),
        createdBy: zugriff.konto.id,
      });
      await remember(tx, zugriff, 'webhook.angelegt', id, eingabe);
      return { ...(await this.one(tx, zugriff, id)), geheimnis };
    });
  }

  change(zugriff: Zugriff, id: string, eingabe: WebhookEingabe): Promise<Webhook> {
    this.check(eingabe);
    return this.betrieb.forTenant(zugriff.tenant, async (tx) => {
      await this.one(tx, zugriff, id);
      await tx.update(Entity, { id, tenantId: zugriff.tenant }, fieldsOf(eingabe));
      await remember(tx, zugriff, 'webhook.geaendert', id, eingabe);
      return this.one(tx, zugriff, id);
    });
  }

  /** From now on everything is signed with a new secret. */
  renew(zugriff: Zugriff, id: string): Promise<WebhookMitGeheimnis> {
    const geheimnis = createGeheimnis();
    return this.betrieb.forTenant(zugriff.tenant, async (tx) => {
      const webhook = await this.one(tx, zugriff, id);
      await tx.update(Entity, { id, tenantId: zugriff.tenant }, { geheimnis: this.seal(id, geheimnis) });
      await remember(tx, zugriff, 'webhook.geheimnis', id);
      return { ...webhook, geheimnis };
    });
  }

  remove(zugriff: Zugriff, id: string): Promise<void> {
    return this.betrieb.forTenant(zugriff.tenant, async (tx) => {
      const { name, url } = await this.one(tx, zugriff, id);
      await tx.delete(Entity, { id, tenantId: zugriff.tenant });
      await remember(tx, zugriff, 'webhook.geloescht', id, { name, url });
    });
  }

  /** Sends a test event at once, whether the webhook is active or not. */
  async probe(zugriff: Zugriff, id: string): Promise<WebhookProbe> {
    if (!isUuid(id)) throw notFound();
    const row = await this.betrieb.forTenant(zugriff.tenant, async (tx) => {
      const found = await tx.findOneBy(Entity, { id, tenantId: zugriff.tenant });
      if (found) await remember(tx, zugriff, 'webhook.probe', id);
      return found;
    });
    if (!row) throw notFound();
    const ereignis = {
      type: 'zusteuerung.probe',
      time: new Date().toISOString(),
      sequence: 0,
      data: { text: 'Probe' },
    };
    const signal = AbortSignal.timeout(PROBE_MS);
    try {
      const status = await this.zustellung.deliver(row, randomUUID(), ereignis, signal);
      const angenommen = status >= 200 && status < 300;
      return {
        angenommen,
        text: angenommen ? `Angenommen (HTTP ${status})` : `Abgelehnt: ${explain(status)}`,
      };
    } catch (error) {
      const text = signal.aborted
        ? `keine Antwort innerhalb von ${PROBE_MS / 1000} Sekunden`
        : reasonOf(error as Error);
      return { angenommen: false, text: `Nicht erreicht: ${text}` };
    }
  }

  private check({ url }: WebhookEingabe): void {
    const text = refusalOf(url, this.betrieb.config.kanaele.intern);
    if (text) throw invalid([{ feld: 'url', code: 'ADRESSE', text }]);
  }

  private seal(id: string, geheimnis: string): Buffer {
    return this.betrieb.schluessel.seal(geheimnisZweck(id), geheimnis);
  }

  private async one(tx: Transaction, { tenant }: Zugriff, id: string): Promise<Webhook> {
    const row = isUuid(id) ? await tx.findOneBy(Entity, { id, tenantId: tenant }) : null;
    const [webhook] = row ? await this.describe(tx, [row]) : [];
    if (!webhook) throw notFound();
    return webhook;
  }

  private async describe(tx: Transaction, rows: Entity[]): Promise<Webhook[]> {
    const namen = await readKonten(
      tx,
      rows.map(({ createdBy }) => createdBy),
    );
    const dead = await tx.query<{ id: string; count: number }[]>(
      `SELECT payload->'variables'->>'webhook' AS id, count(*)::int AS count FROM outbox
       WHERE status = 'dead' AND job_type = $1 AND payload->'variables'->>'webhook' = ANY ($2) GROUP BY 1`,
      [Zustellung.jobType, rows.map(({ id }) => id)],
    );
    return rows.map(({ id, name, url, ereignisse, aktiv, createdBy, createdAt, zugestelltAm }) => ({
      id,
      name,
      url,
      ereignisse: ereignisse as Ereignisart[],
      aktiv,
      angelegtVon: namen.get(createdBy) ?? 'System',
      angelegtAm: createdAt.toISOString(),
      zugestelltAm: zugestelltAm?.toISOString() ?? null,
      gescheitert: dead.find((entry) => entry.id === id)?.count ?? 0,
    }));
  }
}

const ofTenant = ({ tenant }: Zugriff) => ({
  where: { tenantId: tenant },
  order: { createdAt: 'ASC' as const },
});

const fieldsOf = ({ name, url, ereignisse, aktiv = true }: WebhookEingabe) => ({
  name: name.trim(),
  url,
  ereignisse,
  aktiv,
});

const remember = (
  tx: Transaction,
  { tenant, konto }: Zugriff,
  action: string,
  id: string,
  { name, url, ereignisse, aktiv }: Partial<WebhookEingabe> = {},
) =>
  audit(tx, {
    tenant,
    actor: konto.id,
    action,
    subject: { type: 'webhook', id },
    data: {
      ...(name && { name }),
      ...(url && { url }),
      ...(ereignisse && { ereignisse }),
      ...(aktiv !== undefined && { aktiv }),
    },
  });

const GRUENDE: Record<string, string> = {
  ENOTFOUND: 'Den Rechnernamen gibt es nicht.',
  ECONNREFUSED: 'Dort nimmt niemand Verbindungen an.',
  ECONNRESET: 'Die Verbindung wurde abgebrochen.',
  CERT_HAS_EXPIRED: 'Das Zertifikat ist abgelaufen.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Das Zertifikat ist selbst ausgestellt.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Das Zertifikat gehört zu einem anderen Rechnernamen.',
};

function reasonOf(error: Error & { code?: string }): string {
  if (/not allowed\. Because/.test(error.message))
    return 'Die Adresse liegt in einem privaten Netz. Erlaubt sind nur Adressen, die in WEBHOOK_INTERN stehen.';
  return GRUENDE[error.code ?? ''] ?? error.message;
}
