import { Injectable } from '@nestjs/common';
import { audit, Batch, BatchItem, type BatchItemStatus, type Transaction } from '@zusteuerung/runtime';
import { notFound } from '../fehler/fehler.js';
import { Pakete, type Paket } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { isUuid, readKonten } from '../zugriff/namen.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { bezugIn, describeBezuege, elementNameOf, prozessNameOf, withNames } from './bezuege.js';
import { BetriebOperationen } from './operationen.js';
import type { LaufErgebnis, Massenlauf, MassenlaufMitErgebnissen } from './umzuege.dto.js';

const MOST_SHOWN = 200;
const STATUS = { running: 'laeuft', done: 'fertig', stopped: 'angehalten' } as const;
const ITEM_STATUS: Record<BatchItemStatus, LaufErgebnis['status']> = {
  waiting: 'wartet',
  done: 'erledigt',
  refused: 'abgelehnt',
  failed: 'gescheitert',
};
const OHNE_GRUND = 'Der Versuch ist mehrmals an einem technischen Fehler gescheitert; er steht im Protokoll.';

/** Operations on many cases: how far they are and what became of each case. */
@Injectable()
export class LaeufeService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
    private readonly schreiben: BetriebOperationen,
  ) {}

  /** The last twenty, newest first. */
  list({ tenant }: Zugriff): Promise<Massenlauf[]> {
    return this.betrieb.forTenant(tenant, async (tx) => {
      const rows = await tx.find(Batch, {
        where: { tenantId: tenant },
        order: { createdAt: 'DESC', id: 'DESC' },
        take: 20,
      });
      const described: Massenlauf[] = [];
      for (const row of rows) described.push(await this.describe(tx, row));
      return described;
    });
  }

  get(zugriff: Zugriff, id: string): Promise<MassenlaufMitErgebnissen> {
    return this.betrieb.forTenant(zugriff.tenant, async (tx) => {
      const batch = await this.read(tx, zugriff, id);
      const items = await tx
        .createQueryBuilder(BatchItem, 'b')
        .where('b.batchId = :id', { id })
        .orderBy(`CASE b.status WHEN 'failed' THEN 0 WHEN 'refused' THEN 1 WHEN 'waiting' THEN 2 ELSE 3 END`)
        .addOrderBy('b.id', 'ASC')
        .limit(MOST_SHOWN)
        .getMany();
      const bezuege = await describeBezuege(
        tx,
        zugriff,
        items.map(({ instanceId }) => instanceId),
      );
      const paket = await this.paketOf(tx, batch);
      const ergebnisse = items.map(({ instanceId, status, problems }) => ({
        ...bezugIn(bezuege, instanceId),
        status: ITEM_STATUS[status],
        gruende:
          problems?.map(({ message }) => withNames(paket, message.de)) ??
          (status === 'failed' ? [OHNE_GRUND] : []),
      }));
      return { ...(await this.describe(tx, batch)), ergebnisse };
    });
  }

  /** What is not done yet stays as it is. */
  stop(zugriff: Zugriff, id: string): Promise<MassenlaufMitErgebnissen> {
    const { tenant, konto } = zugriff;
    return this.betrieb
      .forTenant(tenant, async (tx) => {
        await this.read(tx, zugriff, id);
        const stopped = await this.schreiben.operations.batches.stop(tx, tenant, id);
        const subject = { type: 'batch', id };
        if (stopped) await audit(tx, { tenant, actor: konto.id, action: 'massenlauf.angehalten', subject });
      })
      .then(() => this.get(zugriff, id));
  }

  private async read(tx: Transaction, { tenant }: Zugriff, id: string): Promise<Batch> {
    const batch = isUuid(id) ? await tx.findOneBy(Batch, { id, tenantId: tenant }) : null;
    if (!batch) throw notFound();
    return batch;
  }

  /** The version whose names the texts use. */
  private async paketOf(tx: Transaction, { tenantId, kind, parameters }: Batch): Promise<Paket> {
    return kind === 'migrate'
      ? this.pakete.byId(String(parameters['fromDeploymentId']), tx)
      : this.pakete.current(tenantId, tx);
  }

  private async describe(tx: Transaction, batch: Batch): Promise<Massenlauf> {
    const { id, kind, parameters, reason, actor, status, total, createdAt, finishedAt } = batch;
    const { waiting, done, refused, failed } = await this.schreiben.operations.batches.progress(tx, id);
    const paket = await this.paketOf(tx, batch);
    const prozess = prozessNameOf(paket, String(parameters['process']));
    const wer = (await readKonten(tx, [actor])).get(actor) ?? null;
    return {
      id,
      art: kind === 'migrate' ? 'umzug' : 'wiederholung',
      text:
        kind === 'migrate'
          ? `${prozess}: von Version ${paket.deployment.version} nach Version ${await this.zielOf(tx, batch)}`
          : `${prozess}: Störungen bei „${elementNameOf(paket, String(parameters['element']))}“`,
      begruendung: reason,
      wer,
      begonnenAm: createdAt.toISOString(),
      beendetAm: finishedAt?.toISOString() ?? null,
      status: STATUS[status],
      gesamt: total,
      wartend: waiting,
      erledigt: done,
      abgelehnt: refused,
      gescheitert: failed,
    };
  }

  private async zielOf(tx: Transaction, { parameters }: Batch): Promise<number> {
    return (await this.pakete.byId(String(parameters['deploymentId']), tx)).deployment.version;
  }
}
