import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from './client.js';
import { EmbeddedPostgres } from './embedded.js';
import type { DatabaseConfig } from './open.js';

const databaseName = 'zusteuerung';

/** Whether an embedded database has been made in this folder. */
export const hasEmbedded = (dataDir: string): boolean => existsSync(join(dataDir, 'postgres', 'server'));

/**
 * The owner's url of the database, with the embedded server running, without touching any table. `null`: there is no
 * embedded database yet, and `create` does not ask for one.
 */
export async function openServer(
  config: Pick<DatabaseConfig, 'url' | 'dataDir' | 'logger'>,
  { create = false } = {},
): Promise<{ url: string; stop(): Promise<void> } | null> {
  if (config.url) return { url: config.url, stop: async () => {} };
  if (!create && !hasEmbedded(config.dataDir)) return null;
  const server = new EmbeddedPostgres(config);
  await server.start();
  try {
    await createDatabase(server.url());
    return { url: server.url(databaseName), stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function createDatabase(serverUrl: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } catch (error) {
    // duplicate_database, unique_violation: another process was faster
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end();
  }
}
