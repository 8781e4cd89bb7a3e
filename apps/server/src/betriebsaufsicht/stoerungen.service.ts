import { Injectable } from '@nestjs/common';
import { audit, Incident, type Operations, type Transaction } from '@zusteuerung/runtime';
import { Pakete, type Paket } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { cutPage, readCursor, SEITENGROESSE } from '../zugriff/seite.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import type {
  Betriebsuebersicht,
  Stoerung,
  StoerungenAnfrage,
  StoerungenSeite,
  StoerungenWiederholen,
} from './betriebsaufsicht.dto.js';
import { bezugIn, describeBezuege, elementNameOf, prozessNameOf, withNames } from './bezuege.js';
import { BetriebOperationen } from './operationen.js';
import type { LaufBegonnen } from './umzuege.dto.js';

interface Art {
  prozess: string;
  elementId: string;
  code: string;
  deploymentId: string;
  anzahl: number;
  aelteste: Date;
}

const arten = `
SELECT n.process_id AS prozess, n.element_id AS "elementId", n.code, count(*)::int AS anzahl,
       min(n.raised_at) AS aelteste, (array_agg(i.deployment_id ORDER BY n.raised_at DESC))[1] AS "deploymentId"
FROM incident n JOIN process_instance i ON i.id = n.instance_id
WHERE n.tenant_id = $1 GROUP BY n.process_id, n.element_id, n.code ORDER BY anzahl DESC, aelteste LIMIT 100`;

/** Everything of the municipality that stands still because something went wrong. */
@Injectable()
export class StoerungenService {
  private readonly operationen: Operations;

  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
    private readonly schreiben: BetriebOperationen,
  ) {
    this.operationen = schreiben.operations;
  }

  uebersicht({ tenant }: Zugriff): Promise<Betriebsuebersicht> {
    return this.betrieb.forTenant(tenant, async (tx) => {
      const rows = await tx.query<Art[]>(arten, [tenant]);
      const anzahl = await tx.countBy(Incident, { tenantId: tenant });
      const described: Betriebsuebersicht['arten'] = [];
      for (const { deploymentId, aelteste, ...row } of rows) {
        const paket = await this.pakete.byId(deploymentId, tx);
        described.push({
          ...row,
          prozessName: prozessNameOf(paket, row.prozess),
          name: elementNameOf(paket, row.elementId),
          aeltesteSeit: aelteste.toISOString(),
        });
      }
      return { anzahl, arten: described };
    });
  }

  /** One page, newest first. */
  list(zugriff: Zugriff, anfrage: StoerungenAnfrage): Promise<StoerungenSeite> {
    const { prozess, element, code, stunden } = anfrage;
    const after = readCursor(anfrage.cursor);
    return this.betrieb.forTenant(zugriff.tenant, async (tx) => {
      const query = tx
        .createQueryBuilder(Incident, 'n')
        .where('n.tenantId = :tenant', { tenant: zugriff.tenant })
        .orderBy('n.raisedAt', 'DESC')
        .addOrderBy('n.id', 'DESC')
        .take(SEITENGROESSE + 1);
      if (prozess) query.andWhere('n.processId = :prozess', { prozess });
      if (element) query.andWhere('n.elementId = :element', { element });
      if (code) query.andWhere('n.code = :code', { code });
      if (stunden) query.andWhere('n.raisedAt <= now() - make_interval(hours => :stunden)', { stunden });
      if (after) query.andWhere('(n.raisedAt, n.id) < (:at, :id)', { ...after });
      const rows = (await query.getMany()).map((row) => ({ ...row, createdAt: row.raisedAt }));
      const { page, weiter } = cutPage(rows);
      return { eintraege: await this.describe(tx, zugriff, page), weiter };
    });
  }

  /** Retries all of one kind, one after the other in the background. */
  retryAll(
    zugriff: Zugriff,
    { prozess, element, code, begruendung }: StoerungenWiederholen,
    schluessel?: string,
  ): Promise<LaufBegonnen> {
    const { tenant, konto } = zugriff;
    return this.schreiben.transaction(
      zugriff,
      { schluessel, inhalt: [prozess, element, code, begruendung] },
      async (tx) => {
        const asked = { tenant, process: prozess, element, code, actor: konto.id, reason: begruendung };
        const { id, total } = await this.operationen.batches.retry(tx, asked);
        const subject = { type: 'batch', id };
        const data = { process: prozess, element, code, reason: begruendung, total };
        await audit(tx, { tenant, actor: konto.id, action: 'stoerungen.wiederholt', subject, data });
        return { id, anzahl: total };
      },
    );
  }

  private async describe(tx: Transaction, zugriff: Zugriff, rows: Incident[]): Promise<Stoerung[]> {
    const ids = rows.map(({ instanceId }) => instanceId);
    const bezuege = await describeBezuege(tx, zugriff, ids);
    const versions = await tx.query<{ id: string; deployment: string }[]>(
      'SELECT id, deployment_id AS deployment FROM process_instance WHERE id = ANY($1::uuid[])',
      [ids],
    );
    const deploymentOf = new Map(versions.map(({ id, deployment }) => [id, deployment]));
    const described: Stoerung[] = [];
    for (const row of rows) {
      const paket = await this.pakete.byId(deploymentOf.get(row.instanceId) ?? '', tx);
      described.push({ ...bezugIn(bezuege, row.instanceId), ...describeIncident(paket, row) });
    }
    return described;
  }
}

function describeIncident(paket: Paket, { processId, elementId, code, message, raisedAt }: Incident) {
  return {
    prozess: processId,
    prozessName: prozessNameOf(paket, processId),
    elementId,
    name: elementNameOf(paket, elementId),
    code,
    text: withNames(paket, message.de),
    seit: raisedAt.toISOString(),
  };
}
