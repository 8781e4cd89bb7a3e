import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.stop());

interface Reference {
  from: string;
  to: string;
  name: string;
  /** the tenant of one row refers to the tenant of the other */
  within: boolean;
  validated: boolean;
}

/** Every reference between two tables whose rows belong to a municipality. */
const references = () =>
  database.query<Reference>(
    `SELECT f.relname AS "from", t.relname AS "to", c.conname AS name, c.convalidated AS validated,
       EXISTS (SELECT FROM unnest(c.conkey, c.confkey) AS pair (own, other)
         WHERE pair.own = a.attnum AND pair.other = b.attnum) AS within
     FROM pg_constraint c
       JOIN pg_class f ON f.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
       JOIN pg_attribute a ON a.attrelid = f.oid AND a.attname = 'tenant_id'
       JOIN pg_attribute b ON b.attrelid = t.oid AND b.attname = 'tenant_id'
     WHERE c.contype = 'f' AND f.relnamespace = 'public'::regnamespace
     ORDER BY 1, 3`,
  );

test('every reference between tables of municipalities stays within one', async () => {
  const all = await references();
  expect(all.length).toBeGreaterThan(20);
  expect(all.filter(({ within, validated }) => !within || !validated)).toEqual([]);
});

test('nobody, not even the owner past the policies, ties a row to another municipality', async () => {
  const ids: Record<string, { deployment: string; instance: string; vorgang: string }> = {};
  for (const tenant of ['rheine', 'aachen']) {
    const [deployment, instance, vorgang] = [randomUUID(), randomUUID(), randomUUID()];
    await database.query('INSERT INTO tenant (id, name) VALUES ($1, $1)', [tenant]);
    await database.query(
      `INSERT INTO deployment (id, tenant_id, version, created_by, hash) VALUES ($1, $2, 1, 'x', 'h')`,
      [deployment, tenant],
    );
    await database.query(
      `INSERT INTO process_instance (id, tenant_id, deployment_id, process_id, state, status)
       VALUES ($1, $2, $3, 'p', '{}', 'active')`,
      [instance, tenant, deployment],
    );
    await database.query(
      `INSERT INTO vorgang (id, tenant_id, art, referenz, instance_id, prozess, titel, status)
       VALUES ($1, $2, 'meldung', $2, $3, 'p', 't', 's')`,
      [vorgang, tenant, instance],
    );
    ids[tenant] = { deployment, instance, vorgang };
  }
  const { rheine, aachen } = ids as Record<'rheine' | 'aachen', (typeof ids)[string]>;
  const task = (instance: string | undefined) =>
    database.query(
      `INSERT INTO user_task (tenant_id, instance_id, key, element_id, name, status, created_at)
       VALUES ('rheine', $1, $2, 'e', 'n', 'open', now())`,
      [instance, randomUUID()],
    );
  await task(rheine?.instance);
  await expect(task(aachen?.instance)).rejects.toThrow('user_task_instance_id_fkey');
  const change = (column: string, to: string | undefined) =>
    database.query(`UPDATE vorgang SET ${column} = $2 WHERE id = $1`, [rheine?.vorgang, to]);
  await expect(change('parent_vorgang_id', aachen?.vorgang)).rejects.toThrow('vorgang_parent_vorgang_id');
  await expect(change('tenant_id', 'aachen')).rejects.toThrow('vorgang_instance_id_fkey');
  await expect(
    database.query('UPDATE process_instance SET deployment_id = $2 WHERE id = $1', [
      rheine?.instance,
      aachen?.deployment,
    ]),
  ).rejects.toThrow('process_instance_deployment_id_fkey');
});
