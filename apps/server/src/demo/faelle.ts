import { setTimeout as sleep } from 'node:timers/promises';
import type { Demo, DemoSchritt, Kommune } from '@zusteuerung/domain';
import { Konto, Mitgliedschaft, UserTask, Vorgang, type Transaction } from '@zusteuerung/runtime';
import { In } from 'typeorm';
import { AnliegenService } from '../anliegen/anliegen.service.js';
import { AufgabenService } from '../aufgaben/aufgaben.service.js';
import { MeldungenService } from '../meldungen/meldungen.service.js';
import type { Betrieb } from '../start/betrieb.js';
import { Sitzungen } from '../zugriff/sitzungen.js';
import { gruppenOf, type Zugriff } from '../zugriff/zugriff.js';

/** Where the services come from: the running Nest application. */
export interface Dienste {
  get<T>(type: abstract new (...args: never[]) => T): T;
}

const GEDULD_MS = 20_000;
const PAUSE_MS = 150;

/** Plays the example cases of a municipality: submits, works on tasks, raises Anliegen, all through the services. */
export class DemoSpiel {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly dienste: Dienste,
    private readonly kommune: Kommune,
  ) {}

  /** Number of cases and Anliegen that could not be played to their end. */
  async play(): Promise<number> {
    const demo: Demo = { konten: [], meldungen: [], anliegen: [], ...this.kommune.demo };
    const zugriffe = await this.readZugriffe();
    const runs = await Promise.allSettled(
      demo.meldungen.map(async (meldung, index) => {
        const referenz = await this.submit(meldung, zugriffe);
        await this.work(referenz, meldung.schritte, zugriffe);
        for (const anliegen of demo.anliegen.filter((entry) => entry.meldung === index))
          await this.raise(referenz, anliegen, zugriffe);
      }),
    );
    return runs.filter(({ status }) => status === 'rejected').length;
  }

  private async readZugriffe(): Promise<Zugriff[]> {
    const konten = await this.betrieb.outside(async (tx) => {
      const members = await tx.findBy(Mitgliedschaft, { tenantId: this.kommune.id });
      return tx.findBy(Konto, { id: In(members.map(({ kontoId }) => kontoId)) });
    });
    const zugriffe = await Promise.all(
      konten.map(({ id }) => this.dienste.get(Sitzungen).zugriffOf(id, false)),
    );
    return zugriffe.filter((zugriff) => zugriff !== null);
  }

  private read<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.betrieb.forTenant(this.kommune.id, work);
  }

  private async submit(
    { zugang, antworten }: Demo['meldungen'][number],
    zugriffe: Zugriff[],
  ): Promise<string> {
    const melder = zugriffe.find(({ konto }) => konto.email === antworten['melder_email']);
    const organisation =
      melder?.mitgliedschaften.find(({ rolle }) => rolle === 'meldende_stelle')?.organisation ?? null;
    const actor = organisation && melder ? melder.konto.id : 'melder';
    const { referenz } = await this.dienste
      .get(MeldungenService)
      .create(this.kommune.id, { zugang, antworten }, { organisation, actor });
    return referenz;
  }

  private async raise(
    fallReferenz: string,
    anliegen: Demo['anliegen'][number],
    zugriffe: Zugriff[],
  ): Promise<void> {
    const fall = await this.read((tx) => tx.findOneByOrFail(Vorgang, { referenz: fallReferenz }));
    for (const zugriff of zugriffe.filter(({ rechte }) => rechte.includes('anliegen.erheben'))) {
      const raised = await this.dienste
        .get(AnliegenService)
        .create(zugriff, fall.id, anliegen.antworten)
        .catch((error: { status?: number }) => {
          if (error.status === 404) return null;
          throw error;
        });
      if (raised) return this.work(raised.referenz, anliegen.schritte, zugriffe);
    }
    throw new Error(`nobody can raise an Anliegen from ${fallReferenz}`);
  }

  private async work(referenz: string, schritte: DemoSchritt[], zugriffe: Zugriff[]): Promise<void> {
    const { instanceId } = await this.read((tx) => tx.findOneByOrFail(Vorgang, { referenz }));
    for (const { element, antworten } of schritte) {
      const task = await this.waitForTask(instanceId ?? '', element);
      const zugriff = zugriffe.find((entry) =>
        gruppenOf(entry).some((gruppe) => task.candidateGroups.includes(gruppe)),
      );
      if (!zugriff)
        throw new Error(`no demo account works on ${element} (${task.candidateGroups.join(', ')})`);
      await this.dienste.get(AufgabenService).complete(zugriff, task.id, antworten);
    }
  }

  /** Notifications go out between two tasks, so the next one may take a moment. */
  private async waitForTask(instanceId: string, elementId: string): Promise<UserTask> {
    for (const end = Date.now() + GEDULD_MS; Date.now() < end; await sleep(PAUSE_MS)) {
      const task = await this.read((tx) => tx.findOneBy(UserTask, { instanceId, elementId, status: 'open' }));
      if (task) return task;
    }
    throw new Error(`no open task at ${elementId}`);
  }
}
