import type { DataSource } from 'typeorm';
import { wholeTenant } from '../database/scope.js';
import { inTenant, outsideTenants } from '../database/transaction.js';
import { asOwner } from '../upkeep/owner.js';
import { eraseVorgang } from './erase.js';

/** The hashes of what was erased in a tenant; to be kept outside of the database, as a backup does not know the newest. */
export interface ErasedOnes {
  tenant: string;
  hashes: string[];
}

async function tenantsOf(dataSource: DataSource): Promise<string[]> {
  const rows = await outsideTenants(dataSource, (tx) =>
    tx.query<{ id: string }[]>('SELECT id FROM tenant ORDER BY id'),
  );
  return rows.map(({ id }) => id);
}

/** The erase list of every tenant. */
export async function readEraseList(dataSource: DataSource): Promise<ErasedOnes[]> {
  const lists: ErasedOnes[] = [];
  for (const tenant of await tenantsOf(dataSource)) {
    const rows = await inTenant(dataSource, wholeTenant(tenant), (tx) =>
      tx.query<{ hash: string }[]>('SELECT hash FROM loeschliste ORDER BY hash'),
    );
    lists.push({ tenant, hashes: rows.map(({ hash }) => hash) });
  }
  return lists;
}

/** The erase list of a database that is about to be replaced; empty when it holds none of our tables. */
export const readEraseListAt = (url: string): Promise<ErasedOnes[]> =>
  asOwner(url, async (client) => {
    const { rows: tables } = await client.query(
      `SELECT 1 WHERE to_regclass('public.loeschliste') IS NOT NULL`,
    );
    if (tables.length === 0) return [];
    const { rows } = await client.query<ErasedOnes>(
      'SELECT tenant_id AS tenant, array_agg(hash ORDER BY hash) AS hashes FROM loeschliste GROUP BY tenant_id ORDER BY 1',
    );
    return rows;
  });

const restored = `
SELECT v.id FROM vorgang v JOIN loeschliste l ON l.tenant_id = v.tenant_id
  AND l.hash = encode(sha256(uuid_send(v.id)), 'hex')`;

/**
 * Erases again what a restored backup has brought back: all that is on the erase list, and on the lists given besides.
 * Returns how many. To be called after each restore and at each start: it costs one look at the ids.
 */
export async function reapplyErasures(dataSource: DataSource, kept: ErasedOnes[] = []): Promise<number> {
  let count = 0;
  for (const tenant of await tenantsOf(dataSource)) {
    const scope = wholeTenant(tenant);
    const hashes = kept.filter((list) => list.tenant === tenant).flatMap((list) => list.hashes);
    const back = await inTenant(dataSource, scope, async (tx) => {
      if (hashes.length > 0)
        await tx.query(
          'INSERT INTO loeschliste (tenant_id, hash) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING',
          [tenant, hashes],
        );
      return tx.query<{ id: string }[]>(restored);
    });
    for (const { id } of back) {
      const request = { tenant, vorgangId: id, actor: 'system', anlass: 'wiederherstellung' } as const;
      const outcome = await inTenant(dataSource, scope, (tx) => eraseVorgang(tx, request));
      if (outcome === 'erased') count++;
    }
  }
  return count;
}
