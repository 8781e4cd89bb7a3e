import pg from 'pg';
import { blank } from './statement-faults.js';

/** A database that is brought back to a moment again and again, under a program that goes on using it. */
export class Snapshot {
  private readonly name: string;
  private readonly kept: string;

  constructor(private readonly url: string) {
    this.name = new URL(url).pathname.slice(1);
    this.kept = `${this.name}_vorher`;
  }

  /** Remembers how it is now. Connections are ended, and made anew by whoever needs one. */
  async keep(): Promise<void> {
    await this.outside(async (client) => {
      await client.query(`ALTER DATABASE ${this.name} ALLOW_CONNECTIONS false`);
      await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
        this.name,
      ]);
      await client.query(`CREATE DATABASE ${this.kept} TEMPLATE ${this.name}`);
      await client.query(`ALTER DATABASE ${this.name} ALLOW_CONNECTIONS true`);
    });
  }

  async restore(): Promise<void> {
    await this.outside(async (client) => {
      await client.query(`DROP DATABASE ${this.name} WITH (FORCE)`);
      await client.query(`CREATE DATABASE ${this.name} TEMPLATE ${this.kept}`);
    });
  }

  drop = () => this.outside((client) => client.query(`DROP DATABASE IF EXISTS ${this.kept}`));

  /** All rows of all tables, without what differs from run to run. */
  async rows(): Promise<Record<string, string[]>> {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    try {
      const { rows: tables } = await client.query<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.tables
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
      );
      const state: Record<string, string[]> = {};
      for (const { name } of tables) {
        const { rows } = await client.query<object>(`SELECT * FROM ${name}`);
        state[name] = rows.map((row) => JSON.stringify(row, blank)).sort();
      }
      return state;
    } finally {
      await client.end();
    }
  }

  private async outside<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const url = new URL(this.url);
    url.pathname = '/postgres';
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}
