import { asOwner } from './owner.js';

/** How much there is to do and how late it is, over all tenants; holds nothing about cases or people. */
export interface OperatingNumbers {
  tasks: { tenant: string; open: number; overdue: number }[];
  incidents: { tenant: string; count: number }[];
  timers: { due: number; oldestSeconds: number };
  outbox: { waiting: number; oldestSeconds: number; dead: number };
}

// All of it in one statement over partial indexes.
const numbers = `
SELECT
  (SELECT coalesce(jsonb_agg(t), '[]') FROM (
    SELECT tenant_id AS tenant, count(*) AS open, count(*) FILTER (WHERE due_at < now()) AS overdue
    FROM user_task WHERE status = 'open' GROUP BY tenant_id) t) AS tasks,
  (SELECT coalesce(jsonb_agg(i), '[]') FROM (
    SELECT tenant_id AS tenant, count(*) AS count
    FROM process_instance WHERE status = 'incident' GROUP BY tenant_id) i) AS incidents,
  (SELECT to_jsonb(d) FROM (
    SELECT count(*) AS due, coalesce(extract(epoch FROM now() - min(available_at)), 0) AS "oldestSeconds"
    FROM timer WHERE status = 'open' AND available_at <= now()) d) AS timers,
  (SELECT to_jsonb(o) FROM (
    SELECT count(*) AS waiting, coalesce(extract(epoch FROM now() - min(available_at)), 0) AS "oldestSeconds",
           (SELECT count(*) FROM outbox WHERE status = 'dead') AS dead
    FROM outbox WHERE status IN ('pending', 'queued') AND available_at <= now()) o) AS outbox`;

/** Reads the numbers as they are now. */
export async function operatingNumbers(url: string): Promise<OperatingNumbers> {
  const { rows } = await asOwner(url, (client) => client.query<OperatingNumbers>(numbers));
  const [row] = rows;
  if (!row) throw new Error('a statement of aggregates gives a row');
  return row;
}
