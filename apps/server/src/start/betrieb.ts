import {
  inTenant,
  outsideTenants,
  wholeTenant,
  type Database,
  type Definitions,
  type Processes,
  type Tasks,
  type Transaction,
} from '@zusteuerung/runtime';
import { Bereitschaft } from '../gesundheit/bereitschaft.js';
import { scopeOf, type Zugriff } from '../zugriff/zugriff.js';
import type { Config } from './config.js';
import { openSchluessel, type Schluessel } from './schluessel.js';

/** What a process opens once at its start and closes at its end; handed to all features by Nest. */
export class Betrieb {
  readonly bereitschaft: Bereitschaft;
  private key: Schluessel | null = null;

  constructor(
    readonly config: Config,
    readonly database: Database,
    readonly definitions: Definitions,
    readonly processes: Processes,
    readonly tasks: Tasks,
  ) {
    this.bereitschaft = new Bereitschaft(config, database);
  }

  /** One transaction of a signed-in person: it sees what their organisations may see. */
  forPerson<T>(zugriff: Zugriff, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return inTenant(this.database.dataSource, scopeOf(zugriff), work);
  }

  /** One transaction of the system itself, which sees the whole municipality. */
  forTenant<T>(tenant: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return inTenant(this.database.dataSource, wholeTenant(tenant), work);
  }

  /** As forTenant; besides, accounts may be created and found that belong elsewhere or nowhere so far. */
  withAccounts<T>(tenant: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return inTenant(this.database.dataSource, { ...wholeTenant(tenant), accounts: true }, work);
  }

  /** For what lies above the municipalities: accounts, sessions, the list of municipalities. No case is visible. */
  outside<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return outsideTenants(this.database.dataSource, work);
  }

  /** The installation's secret key; made when it is first asked for. */
  get schluessel(): Schluessel {
    return (this.key ??= openSchluessel(this.config.anmeldung.schluessel, this.config.dataDir));
  }
}
