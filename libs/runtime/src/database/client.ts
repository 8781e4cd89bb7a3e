import pg from 'pg';

/**
 * A connection whose loss never ends the process: the query that runs fails, and that is enough. Pools listen for
 * errors only while a connection lies idle, so one lost between two queries of a transaction would go unheard.
 */
export class Client extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => {});
  }
}
