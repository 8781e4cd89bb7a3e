import { migrations } from '../migrations/index.js';
import { asOwner } from './owner.js';

/** Names of the migrations that a database lacks; those it has beyond ours belong to a newer version. */
export async function missingMigrations(url: string): Promise<string[]> {
  const { rows } = await asOwner(url, (client) =>
    client.query<{ name: string }>('SELECT name FROM migration'),
  );
  const applied = new Set(rows.map(({ name }) => name));
  return migrations.map(({ name }) => name).filter((name) => !applied.has(name));
}
