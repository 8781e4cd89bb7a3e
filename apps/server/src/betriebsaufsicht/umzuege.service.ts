import { Injectable } from '@nestjs/common';
import { explain } from '@zusteuerung/engine';
import {
  audit,
  ProcessInstance,
  type Deployment,
  type MigrationPlan,
  type Transaction,
} from '@zusteuerung/runtime';
import { refusePersonInText } from '../anliegen/personenbezug.js';
import { FehlerAntwort, notFound } from '../fehler/fehler.js';
import { Pakete, type Paket } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { bezugIn, describeBezuege, elementNameOf, fallIdOf, prozessNameOf, withNames } from './bezuege.js';
import { BetriebOperationen } from './operationen.js';
import type {
  Fassung,
  LaufBegonnen,
  Umzug,
  UmzugEintrag,
  UmzugErgebnis,
  Umzugsplan,
  Umzugsvorschau,
} from './umzuege.dto.js';
import { zuordnungenOf } from './zuordnungen.js';

/** Instances that a preview looks at; a move takes all. */
const MOST_CHECKED = 1000;
const MOST_SHOWN = 100;

const ERGEBNIS: Record<MigrationPlan['movability'], UmzugErgebnis> = {
  movable: 'moeglich',
  needsMapping: 'zuordnung',
  blocked: 'blockiert',
};
const RANG: UmzugErgebnis[] = ['blockiert', 'zuordnung', 'moeglich'];

interface Fassungen {
  von: Deployment;
  nach: Deployment;
}

/** Running cases to another version of the models: first what would become of each, then in the background. */
@Injectable()
export class UmzuegeService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
    private readonly schreiben: BetriebOperationen,
  ) {}

  /** All versions, newest first, with what runs on them. */
  fassungen({ tenant }: Zugriff): Promise<Fassung[]> {
    return this.betrieb.forTenant(tenant, async (tx) => {
      const rows = await tx.query<{ id: string; prozess: string; anzahl: number }[]>(
        `SELECT deployment_id AS id, process_id AS prozess, count(*)::int AS anzahl FROM process_instance
         WHERE tenant_id = $1 AND status IN ('active', 'incident') GROUP BY 1, 2 ORDER BY 2`,
        [tenant],
      );
      const fassungen: Fassung[] = [];
      for (const { id, version, comment, createdAt } of await this.betrieb.definitions.versions(tenant, tx)) {
        const running = rows.filter((row) => row.id === id);
        const paket = running.length > 0 ? await this.pakete.byId(id, tx) : null;
        fassungen.push({
          version,
          kommentar: comment,
          am: createdAt.toISOString(),
          prozesse: running.map(({ prozess, anzahl }) => ({
            prozess,
            name: paket ? prozessNameOf(paket, prozess) : prozess,
            anzahl,
          })),
        });
      }
      return fassungen;
    });
  }

  preview(zugriff: Zugriff, plan: Umzugsplan): Promise<Umzugsvorschau> {
    return this.betrieb.forTenant(zugriff.tenant, async (tx) => {
      const { von, nach } = await this.versions(tx, zugriff, plan);
      const where = {
        tenantId: zugriff.tenant,
        deploymentId: von.id,
        processId: plan.prozess,
        ...(plan.ablaufId && { id: plan.ablaufId }),
      };
      const query = tx
        .createQueryBuilder(ProcessInstance, 'i')
        .where(where)
        .andWhere("i.status IN ('active', 'incident')")
        .orderBy('i.createdAt', 'ASC')
        .addOrderBy('i.id', 'ASC');
      const anzahl = await query.getCount();
      const instances = await query.take(MOST_CHECKED).getMany();
      const [alt, neu] = [await this.pakete.byId(von.id, tx), await this.pakete.byId(nach.id, tx)];
      const mapping = { elements: plan.zuordnung };
      const { operations } = this.schreiben;
      const plans = await operations.planMigration(tx, instances, nach.id, mapping, new Date());
      const eintraege = await this.describe(tx, zugriff, alt, instances, plans);
      const count = (ergebnis: UmzugErgebnis) => eintraege.filter((one) => one.ergebnis === ergebnis).length;
      return {
        anzahl,
        geprueft: instances.length,
        moeglich: count('moeglich'),
        brauchtZuordnung: count('zuordnung'),
        blockiert: count('blockiert'),
        eintraege: eintraege
          .sort((a, b) => RANG.indexOf(a.ergebnis) - RANG.indexOf(b.ergebnis))
          .slice(0, MOST_SHOWN),
        zuordnungen: zuordnungenOf({ alt, neu, prozess: plan.prozess }, plans, plan.zuordnung),
      };
    });
  }

  start(zugriff: Zugriff, umzug: Umzug, schluessel?: string): Promise<LaufBegonnen> {
    return this.schreiben.transaction(zugriff, { schluessel, inhalt: umzug }, async (tx) => {
      const { von, nach } = await this.versions(tx, zugriff, umzug);
      const { tenant, konto } = zugriff;
      const { prozess: process, begruendung: reason, ablaufId, zuordnung } = umzug;
      const fallId = ablaufId ? await fallIdOf(tx, zugriff, ablaufId) : null;
      const text = { feld: 'begruendung', label: 'Begründung', text: reason, fallId };
      await refusePersonInText(tx, { betrieb: this.betrieb, pakete: this.pakete, zugriff }, text);
      const { id, total } = await this.schreiben.operations.batches.migrate(tx, {
        tenant,
        fromDeploymentId: von.id,
        deploymentId: nach.id,
        process,
        mapping: { elements: zuordnung },
        ...(ablaufId && { instanceIds: [ablaufId] }),
        actor: konto.id,
        reason,
      });
      const data = { process, from: von.version, to: nach.version, mapping: zuordnung, reason, total };
      const subject = { type: 'batch', id };
      await audit(tx, { tenant, actor: konto.id, action: 'umzug.begonnen', subject, data });
      return { id, anzahl: total };
    });
  }

  private async versions(
    tx: Transaction,
    { tenant }: Zugriff,
    { vonVersion, nachVersion, prozess, zuordnung }: Umzugsplan | Umzug,
  ): Promise<Fassungen> {
    if (Object.values(zuordnung).some((value) => typeof value !== 'string'))
      throw new FehlerAntwort(400, { code: 'ZUORDNUNG', message: 'Die Zuordnung nennt Elemente nach Id.' });
    const all = await this.betrieb.definitions.versions(tenant, tx);
    const [von, nach] = [vonVersion, nachVersion].map((wanted) =>
      all.find(({ version }) => version === wanted),
    );
    if (!von || !nach) throw notFound('Diese Version gibt es nicht.');
    if (von.id === nach.id)
      throw new FehlerAntwort(422, {
        code: 'GLEICHE_VERSION',
        message: 'Bitte wählen Sie zwei verschiedene Versionen.',
      });
    const { definition } = await this.pakete.byId(nach.id, tx);
    if (!definition.processes.has(prozess))
      throw new FehlerAntwort(422, {
        code: 'PROZESS_FEHLT',
        message: `In Version ${nachVersion} gibt es diesen Ablauf nicht.`,
      });
    return { von, nach };
  }

  private async describe(
    tx: Transaction,
    zugriff: Zugriff,
    alt: Paket,
    instances: ProcessInstance[],
    plans: MigrationPlan[],
  ): Promise<UmzugEintrag[]> {
    const bezuege = await describeBezuege(
      tx,
      zugriff,
      instances.map(({ id }) => id),
    );
    return instances.map(({ id, state }, n) => {
      const { movability, problems } = plans[n] as MigrationPlan;
      const stellen = explain(alt.definition, state)
        .filter(({ waitingFor }) => waitingFor !== 'children')
        .map(({ elementId }) => elementNameOf(alt, elementId));
      return {
        ...bezugIn(bezuege, id),
        stellen: [...new Set(stellen)],
        ergebnis: ERGEBNIS[movability],
        gruende: [...new Set(problems.map(({ message }) => withNames(alt, message.de)))],
      };
    });
  }
}
