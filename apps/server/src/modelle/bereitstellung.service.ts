import { Injectable } from '@nestjs/common';
import { FehlerAntwort } from '../fehler/fehler.js';
import { checkPaket, deployPaket } from '../pakete/bereitstellen.js';
import { Pakete } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { formatZeitpunkt } from '../vorgaenge/positionen.js';
import { readKonten } from '../zugriff/namen.js';
import { scopeOf, type Zugriff } from '../zugriff/zugriff.js';
import { mergeDateien } from './dateien.js';
import type {
  ModellBefunde,
  ModellBereitgestellt,
  ModellBereitstellung,
  ModellDatei,
} from './modelle.dto.js';

@Injectable()
export class BereitstellungService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
  ) {}

  async check({ tenant }: Zugriff, dateien: ModellDatei[]): Promise<ModellBefunde> {
    const paket = await this.pakete.current(tenant);
    const findings = await checkPaket(this.betrieb.definitions, mergeDateien(paket.files, dateien));
    return { findings };
  }

  /** Makes the changed files a new version; refused with findings, or because someone else was faster. */
  deploy(
    zugriff: Zugriff,
    { dateien, kommentar, basisVersion }: ModellBereitstellung,
  ): Promise<ModellBereitgestellt> {
    const { tenant, konto } = zugriff;
    return this.betrieb.processes.transaction(async (tx) => {
      const paket = await this.pakete.current(tenant, tx);
      const files = mergeDateien(paket.files, dateien);
      const result = await deployPaket(tx, this.betrieb.definitions, {
        tenant,
        files,
        comment: kommentar,
        actor: konto.id,
        basedOn: basisVersion,
      });
      if (result.outcome === 'refused')
        throw new FehlerAntwort(422, {
          code: 'MODELL_ABGELEHNT',
          message: 'Die Änderung wurde nicht bereitgestellt. Die bisherige Version bleibt in Kraft.',
          findings: result.findings,
        });
      if (result.outcome === 'conflict') {
        const durch = (await readKonten(tx, [result.createdBy])).get(result.createdBy) ?? 'System';
        const am = result.createdAt.toISOString();
        throw new FehlerAntwort(409, {
          code: 'VERSION_VERALTET',
          message: `Inzwischen gilt Version ${result.version}, bereitgestellt von ${durch} am ${formatZeitpunkt(am)}.`,
          durch,
          am,
        });
      }
      return { version: result.version, findings: result.findings };
    }, scopeOf(zugriff));
  }
}
