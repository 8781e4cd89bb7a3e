import { Injectable } from '@nestjs/common';
import { asWholeTenant, ProcessInstance, type Deployment, type Transaction } from '@zusteuerung/runtime';
import { notFound } from '../fehler/fehler.js';
import { Pakete, type Paket } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { readKonten } from '../zugriff/namen.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { readAenderungen } from './aenderungen.js';
import { kopfOf } from './dateien.js';
import type {
  ModellDateiAnfrage,
  ModellDateiInhalt,
  ModellPaket,
  ModellVersion,
  ModellVersionAnfrage,
} from './modelle.dto.js';

/** Who deployed, by name. */
export async function deployersOf(
  tx: Transaction,
  deployments: Deployment[],
): Promise<(id: string) => string> {
  const namen = await readKonten(
    tx,
    deployments.map(({ createdBy }) => createdBy),
  );
  return (id) => namen.get(id) ?? 'System';
}

@Injectable()
export class ModelleService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
  ) {}

  getPaket(zugriff: Zugriff, { version }: ModellVersionAnfrage): Promise<ModellPaket> {
    const { tenant } = zugriff;
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const { deployment, files } = await this.version(tx, tenant, version);
      const nameOf = await deployersOf(tx, [deployment]);
      return {
        version: deployment.version,
        bereitgestelltAm: deployment.createdAt.toISOString(),
        bereitgestelltVon: nameOf(deployment.createdBy),
        dateien: files.map(kopfOf),
      };
    });
  }

  listVersionen(zugriff: Zugriff): Promise<ModellVersion[]> {
    const { tenant } = zugriff;
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const deployments = await this.betrieb.definitions.versions(tenant, tx);
      const nameOf = await deployersOf(tx, deployments);
      // Numbers only: how many cases run on a version, whoever may see them.
      const running = await asWholeTenant(tx, () => this.countRunning(tx, tenant));
      const aenderungen = await readAenderungen(tx, deployments);
      return deployments.map(({ id, version, comment, createdAt, createdBy }) => ({
        version,
        kommentar: comment,
        bereitgestelltAm: createdAt.toISOString(),
        bereitgestelltVon: nameOf(createdBy),
        laufendeVorgaenge: running.get(id) ?? 0,
        geaendert: aenderungen.get(id) ?? [],
      }));
    });
  }

  getDatei(zugriff: Zugriff, { pfad, version }: ModellDateiAnfrage): Promise<ModellDateiInhalt> {
    const { tenant } = zugriff;
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const paket = await this.version(tx, tenant, version);
      const file = paket.files.find(({ path }) => path === pfad);
      if (!file) throw notFound('Diese Datei gibt es in dieser Version nicht.');
      return { pfad, inhalt: file.content, version: paket.deployment.version };
    });
  }

  private async version(tx: Transaction, tenant: string, version: number | undefined): Promise<Paket> {
    if (version === undefined) return this.pakete.current(tenant, tx);
    const deployments = await this.betrieb.definitions.versions(tenant, tx);
    const deployment = deployments.find((entry) => entry.version === version);
    if (!deployment) throw notFound('Diese Version gibt es nicht.');
    return this.pakete.byId(deployment.id, tx);
  }

  private async countRunning(tx: Transaction, tenant: string): Promise<Map<string, number>> {
    const rows = await tx
      .createQueryBuilder(ProcessInstance, 'i')
      .select('i.deploymentId', 'id')
      .addSelect('count(*)::int', 'anzahl')
      .where("i.tenantId = :tenant AND i.status IN ('active', 'incident')", { tenant })
      .groupBy('i.deploymentId')
      .getRawMany<{ id: string; anzahl: number }>();
    return new Map(rows.map(({ id, anzahl }) => [id, anzahl]));
  }
}
