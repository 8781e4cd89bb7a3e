import { Injectable } from '@nestjs/common';
import { InstanceEvent, ProcessInstance, type Transaction } from '@zusteuerung/runtime';
import { In } from 'typeorm';
import { notFound } from '../fehler/fehler.js';
import { Pakete, type Paket } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { readVisible } from '../zugriff/sichtbarkeit.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import type { Diagramm } from './vorgaenge.dto.js';

/** The diagram that draws a process. */
export function diagramOf({ files }: Paket, processId: string): string | null {
  const drawn = new RegExp(`<(?:[\\w-]+:)?process\\b[^<>]*\\bid="${processId.replace(/[^\w.-]/g, '')}"`);
  return files.find(({ path, content }) => path.endsWith('.bpmn') && drawn.test(content))?.content ?? null;
}

@Injectable()
export class DiagrammService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
  ) {}

  /** The diagram of the version the case runs on, with what is done and where it stands. */
  get(zugriff: Zugriff, id: string): Promise<Diagramm> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const { vorgang, tiefe } = await readVisible(tx, zugriff, id);
      if (tiefe === 'status' || !vorgang.instanceId) throw notFound();
      const instance = await tx.findOneOrFail(ProcessInstance, {
        where: { id: vorgang.instanceId },
        select: { deploymentId: true },
      });
      const paket = await this.pakete.byId(instance.deploymentId, tx);
      const xml = diagramOf(paket, vorgang.prozess);
      if (xml === null) throw notFound();
      return { xml, version: paket.deployment.version, ...(await this.marks(tx, vorgang.instanceId)) };
    });
  }

  private async marks(tx: Transaction, instanceId: string) {
    const done = await tx.find(InstanceEvent, {
      where: { instanceId, type: In(['elementCompleted', 'flowTaken']) },
      select: { elementId: true },
    });
    const positions = await this.betrieb.processes.positions(tx, instanceId);
    const at = (incident: boolean) =>
      positions
        .filter(({ waitingFor }) => (waitingFor === 'incident') === incident)
        .map(({ elementId }) => elementId);
    return {
      aktiv: [...new Set(at(false))],
      erledigt: [...new Set(done.map(({ elementId }) => elementId))],
      stoerung: [...new Set(at(true))],
    };
  }
}
