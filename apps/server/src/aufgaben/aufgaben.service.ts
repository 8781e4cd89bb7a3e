import { Injectable } from '@nestjs/common';
import type { ClaimResult, Transaction, UserTask } from '@zusteuerung/runtime';
import { notFound } from '../fehler/fehler.js';
import { Betrieb } from '../start/betrieb.js';
import { vorschlagOf } from '../vorgaenge/vorschlag.js';
import { readKonten } from '../zugriff/namen.js';
import { checkTaskCursor } from '../zugriff/seite.js';
import { gruppenOf, scopeOf, type Zugriff } from '../zugriff/zugriff.js';
import { refuse } from './ablehnung.js';
import { aktionenOf } from './aktionen.js';
import { Akten } from './akte.js';
import type { Aufgabe, AufgabeErledigt, AufgabenAnfrage, AufgabenSeite } from './aufgaben.dto.js';
import { AbschlussService } from './abschluss.service.js';
import { describeTasks } from './eintraege.js';
import { hinweisOhnePerson } from './ohne-person.js';

const FILTER = { offen: 'open', meine: 'mine', erledigt: 'completed' } as const;

@Injectable()
export class AufgabenService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly akten: Akten,
    private readonly abschluss: AbschlussService,
  ) {}

  list(zugriff: Zugriff, { filter, cursor }: AufgabenAnfrage): Promise<AufgabenSeite> {
    const after = checkTaskCursor(cursor);
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const page = await this.betrieb.tasks.list(
        {
          tenant: zugriff.tenant,
          groups: gruppenOf(zugriff),
          filter: FILTER[filter ?? 'offen'],
          actor: zugriff.konto.id,
          cursor: after,
        },
        tx,
      );
      return {
        eintraege: await describeTasks(tx, zugriff, page.tasks),
        weiter: page.next,
        anzahl: page.total,
        mehrAlsGezaehlt: page.totalIsMore,
      };
    });
  }

  get(zugriff: Zugriff, id: string): Promise<Aufgabe> {
    return this.betrieb.forPerson(zugriff, (tx) => this.describe(tx, zugriff, id));
  }

  claim(zugriff: Zugriff, id: string): Promise<Aufgabe> {
    return this.change(zugriff, id, (tx, request) => this.betrieb.tasks.claim(tx, request));
  }

  release(zugriff: Zugriff, id: string): Promise<Aufgabe> {
    return this.change(zugriff, id, (tx, request) => this.betrieb.tasks.release(tx, request));
  }

  complete(zugriff: Zugriff, id: string, antworten: Record<string, unknown>): Promise<AufgabeErledigt> {
    return this.abschluss.complete(zugriff, id, antworten);
  }

  private change(
    zugriff: Zugriff,
    id: string,
    act: (tx: Transaction, request: Parameters<Betrieb['tasks']['claim']>[1]) => Promise<ClaimResult>,
  ): Promise<Aufgabe> {
    const { tenant } = zugriff;
    return this.betrieb.processes.transaction(async (tx) => {
      await this.akten.read(tx, zugriff, id);
      const request = { tenant, taskId: id, groups: gruppenOf(zugriff), actor: zugriff.konto.id };
      await refuse(tx, await act(tx, request));
      return this.describe(tx, zugriff, id);
    }, scopeOf(zugriff));
  }

  private async describe(tx: Transaction, zugriff: Zugriff, id: string): Promise<Aufgabe> {
    const { task, vorgang, paket, form, schema, ohnePerson, kontext } = await this.akten.read(
      tx,
      zugriff,
      id,
    );
    const [eintrag] = await describeTasks(tx, zugriff, [task]);
    if (!eintrag) throw notFound();
    return {
      ...eintrag,
      elementId: task.elementId,
      hinweis: hinweisOhnePerson(ohnePerson, vorgang),
      hilfe: paket.elemente.get(task.elementId)?.properties['hilfe'] ?? null,
      formular: form && schema ? { id: form.id, schema: schema as Record<string, unknown> } : null,
      werte: kontext,
      aktionen: aktionenOf(task.headers),
      vorschlag: vorschlagOf(paket, kontext),
      ...(await this.completion(tx, task)),
    };
  }

  private async completion(tx: Transaction, task: UserTask) {
    const namen = await readKonten(tx, [task.completedBy]);
    return {
      erledigtVon: task.completedBy ? (namen.get(task.completedBy) ?? 'System') : null,
      erledigtAm: task.completedAt?.toISOString() ?? null,
    };
  }
}
