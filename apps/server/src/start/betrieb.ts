import type { Database, Definitions, Processes, Tasks } from '@zusteuerung/runtime';
import type { Config } from './config.js';

/** What a process opens once at its start and closes at its end; handed to all features by Nest. */
export abstract class Betrieb {
  abstract readonly config: Config;
  abstract readonly database: Database;
  abstract readonly definitions: Definitions;
  abstract readonly processes: Processes;
  abstract readonly tasks: Tasks;
}
