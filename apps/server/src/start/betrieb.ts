import {
  inTenant,
  type Database,
  type Definitions,
  type Processes,
  type Tasks,
  type Transaction,
} from '@zusteuerung/runtime';
import { Bereitschaft } from '../gesundheit/bereitschaft.js';
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

  /** Runs `work` in one transaction that belongs to one municipality. */
  inTenant<T>(tenant: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return inTenant(this.database.dataSource, { tenant }, work);
  }

  /** The same, and accounts may be found and created whatever municipality they belong to. */
  withAccounts<T>(tenant: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.inTenant(tenant, work);
  }

  /** One transaction above the municipalities: accounts, sessions, attempts. */
  outside<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.dataSource.transaction(work);
  }

  /** The installation's secret key; made when it is first asked for. */
  get schluessel(): Schluessel {
    return (this.key ??= openSchluessel(this.config.anmeldung.schluessel, this.config.dataDir));
  }

  /** For what lies above the municipalities: accounts, sessions, the list of municipalities. */
  get manager(): Transaction {
    return this.database.dataSource.manager;
  }
}
