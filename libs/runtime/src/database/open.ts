import 'reflect-metadata';
import { DataSource } from 'typeorm';
import * as entities from '../entities/index.js';
import { migrations } from '../migrations/index.js';
import { appRole } from '../migrations/policies.js';
import { silentLogger, type Logger } from '../types.js';
import { ensureAppRole, refuseOpenTables, refuseOtherRole } from './app-role.js';
import { Client } from './client.js';
import { SnakeNames } from './naming.js';
import type { Rights } from './rights.js';
import { openServer } from './server.js';

export interface DatabaseConfig {
  /** a PostgreSQL (15 or newer) to use; without it the embedded one in `<dataDir>/postgres` */
  url?: string;
  dataDir: string;
  /** connections at most; default 20 */
  poolSize?: number;
  logger?: Logger;
}

export interface Database {
  dataSource: DataSource;
  /** A few connections apart, for what works without being asked: it does not queue behind requests, nor they behind it. */
  openWorkers(): Promise<DataSource>;
  /** with the password: never log it */
  url: string;
  /** Ends the connections and, if nobody else uses it, the embedded server. Stop workers first. */
  stop(): Promise<void>;
}

/** for a connection of the pool; after that the request is told to come back */
const longestWaitMs = 20_000;
/** any number, the same in every process that migrates */
const migrationLock = 7_351_902_465;

/** Opens the database (starting the embedded one if no url is given) and brings its tables up to date. */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  const server = await openServer(config, { create: true });
  if (!server) throw new Error('openServer creates what is missing');
  try {
    const { login, superuser, bypassesRls } = await migrate(server.url, config.logger ?? silentLogger);
    if (config.url && (superuser || bypassesRls))
      config.logger?.warn('the login of DATABASE_URL may do more than it needs', {
        login,
        superuser,
        bypassesRls,
      });
    const dataSource = await connect(server.url, config);
    let workers: Promise<DataSource> | null = null;
    const openWorkers = () => (workers ??= connect(server.url, { ...config, poolSize: workerPool }));
    const stop = async () => {
      await dataSource.destroy();
      await (await workers)?.destroy();
      await server.stop();
    };
    return { dataSource, openWorkers, url: server.url, stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** connections for what works without being asked */
const workerPool = 6;

/** A data source of the application's role, on migrated tables. */
async function connect(
  url: string,
  { poolSize = 20, logger = silentLogger }: DatabaseConfig,
): Promise<DataSource> {
  const dataSource = new DataSource({
    ...common(url),
    entities: Object.values(entities),
    poolSize,
    // What a session falls back to with RESET, too: no statement runs as the owner.
    extra: { Client, options: `-c role=${appRole}`, connectionTimeoutMillis: longestWaitMs },
    poolErrorHandler: (error: Error) => {
      // Connections that our own stop ends are none that got lost.
      if (dataSource.isInitialized) logger.warn('database connection lost', { error: error.message });
    },
  });
  await dataSource.initialize();
  try {
    await refuseOtherRole(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}

const common = (url: string) =>
  ({
    type: 'postgres',
    url,
    namingStrategy: new SnakeNames(),
    synchronize: false,
    applicationName: 'zusteuerung',
  }) as const;

/** Any number of processes may start at once: one migrates, the others wait for it. Migrating is up to the owner. */
async function migrate(url: string, logger: Logger): Promise<Rights> {
  const guard = new Client({ connectionString: url, options: '-c zst.scope=owner' });
  await guard.connect();
  const owner = new DataSource({
    ...common(url),
    migrations,
    migrationsTableName: 'migration',
    poolSize: 1,
    extra: { Client, options: '-c zst.scope=owner' },
  });
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const rights = await ensureAppRole(guard);
    await owner.initialize();
    const applied = await owner.runMigrations({ transaction: 'each' });
    if (applied.length > 0) logger.info('database migrated', { migrations: applied.map((one) => one.name) });
    await refuseOpenTables(guard);
    return rights;
  } finally {
    if (owner.isInitialized) await owner.destroy();
    await guard.end();
  }
}
