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

/** What a process opens once at its start and closes at its end; handed to all features by Nest. */
export class Betrieb {
  readonly bereitschaft: Bereitschaft;

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

  /** For what lies above the municipalities: accounts, sessions, the list of municipalities. */
  get manager(): Transaction {
    return this.database.dataSource.manager;
  }
}
