import type pg from 'pg';
import { explain, type Definition, type InstanceState } from '@zusteuerung/engine';
import { verifyRecentAudit, type AuditDefect } from '../audit/verify.js';
import { readPackage } from '../definitions/read-package.js';
import {
  gapsOf,
  lacksOf,
  mayAct,
  notAllowedToAct,
  readRights,
  type Lack,
  type Rights,
} from '../database/rights.js';
import { migrations } from '../migrations/index.js';
import type { PackageFile } from '../types.js';
import { asOwner } from './owner.js';

export interface Diagnosis {
  /** of the server, 180004 for 18.4 */
  postgres: number;
  /** how much the database's clock is ahead of ours */
  clockAheadMs: number;
  /** migrations of this version that the database lacks, and those it has of a newer one */
  missing: string[];
  newer: string[];
  rights: Rights;
  /** what keeps the application from starting; the tables are looked at only when nothing does */
  lacks: Lack[];
  /** instances that have not ended, and which of them can't be read with their version of the models */
  instances: { checked: number; unreadable: { instanceId: string; reason: string }[] };
  /** what an instance waits for without a row for it, and rows that no instance waits for */
  disagreements: { instanceId: string; kind: string; key: string; missing: 'row' | 'wait' }[];
  /** deployed versions whose files are not those that were deployed */
  changedVersions: { tenant: string; version: number }[];
  /** the audit logs of all tenants, of long ones their end */
  audit: { entries: number; defects: AuditDefect[] };
}

const most = 20;
const page = 500;
const mostAuditEntries = 20_000;

// One statement, so one moment: work may go on meanwhile.
const disagreements = `
WITH waits AS (
  SELECT i.id, w.key, w.value->>'kind' AS kind
  FROM process_instance i CROSS JOIN LATERAL jsonb_each(i.state->'waits') w
  WHERE i.status IN ('active', 'incident') AND w.value->>'kind' <> 'condition'
), rows AS (
  SELECT instance_id AS id, key, 'userTask' AS kind FROM user_task WHERE status = 'open'
  UNION ALL SELECT instance_id, key, 'timer' FROM timer WHERE status = 'open'
  UNION ALL SELECT instance_id, key, kind FROM subscription
  UNION ALL SELECT instance_id, key, 'job' FROM outbox WHERE awaited AND status IN ('pending', 'queued')
)
SELECT id AS "instanceId", kind, key, CASE WHEN r.found IS NULL THEN 'row' ELSE 'wait' END AS missing
FROM (SELECT *, true AS found FROM waits) w FULL JOIN (SELECT *, true AS found FROM rows) r USING (id, key, kind)
WHERE w.found IS NULL OR r.found IS NULL ORDER BY id, key LIMIT ${most}`;

// As packageHash: versions are addressed by their content.
const changedVersions = `
SELECT d.tenant_id AS tenant, d.version FROM deployment d WHERE d.hash IS DISTINCT FROM (
  SELECT encode(sha256(convert_to(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), 'UTF8')), 'hex')
  FROM (SELECT encode(sha256(convert_to(f.content, 'UTF8')), 'hex') || ' ' || f.path AS line
        FROM deployment_file f WHERE f.deployment_id = d.id) files)
ORDER BY d.tenant_id, d.version LIMIT ${most}`;

/** Looks at a database without changing anything; throws when it can't be reached. */
export function diagnose(url: string): Promise<Diagnosis> {
  return asOwner(url, async (client) => {
    const basics = await readBasics(client);
    const { missing, lacks } = basics;
    const audit: Diagnosis['audit'] = { entries: 0, defects: [] };
    const nothing = {
      instances: { checked: 0, unreadable: [] },
      disagreements: [],
      changedVersions: [],
      audit,
    };
    // With other tables than ours the questions below mean something else.
    if (missing.length > 0 || lacks.length > 0) return { ...basics, ...nothing };
    const found = await client.query<Diagnosis['disagreements'][number]>(disagreements);
    return {
      ...basics,
      instances: await readInstances(client),
      disagreements: found.rows,
      changedVersions: (await client.query<Diagnosis['changedVersions'][number]>(changedVersions)).rows,
      audit: await readAudit(client),
    };
  });
}

async function readBasics(
  client: pg.Client,
): Promise<Omit<Diagnosis, 'instances' | 'disagreements' | 'changedVersions' | 'audit'>> {
  const before = Date.now();
  const { rows } = await client.query<{ version: string; now: Date; migrated: boolean }>(
    `SELECT current_setting('server_version_num') AS version, clock_timestamp() AS now,
            to_regclass('public.migration') IS NOT NULL AS migrated`,
  );
  const clockAheadMs = Math.round((rows[0]?.now.getTime() ?? 0) - (before + Date.now()) / 2);
  const rights = await readRights(client);
  const lacks = lacksOf(rights);
  if (lacks.length === 0 && rights.role && !(await mayAct(client))) lacks.push(notAllowedToAct(rights));
  const applied =
    rows[0]?.migrated && lacks.length === 0
      ? (await client.query<{ name: string }>('SELECT name FROM migration')).rows.map(({ name }) => name)
      : [];
  const ours = migrations.map(({ name }) => name);
  const missing = ours.filter((name) => !applied.includes(name));
  return {
    postgres: Number(rows[0]?.version),
    clockAheadMs,
    missing,
    newer: applied.filter((name) => !ours.includes(name)),
    rights,
    lacks: missing.length === 0 ? [...lacks, ...gapsOf(rights)] : lacks,
  };
}

async function readInstances(client: pg.Client): Promise<Diagnosis['instances']> {
  const unreadable: Diagnosis['instances']['unreadable'] = [];
  let checked = 0;
  const deployments = await client.query<{ id: string }>(
    `SELECT DISTINCT deployment_id AS id FROM process_instance WHERE status IN ('active', 'incident')`,
  );
  for (const { id } of deployments.rows) {
    const definition = await definitionOf(client, id);
    for await (const { instanceId, state } of instancesOf(client, id)) {
      checked++;
      const reason = definition ? whyUnreadable(definition, state) : 'its models can’t be read';
      if (reason !== null && unreadable.length < most) unreadable.push({ instanceId, reason });
    }
  }
  return { checked, unreadable };
}

async function readAudit(client: pg.Client): Promise<Diagnosis['audit']> {
  const reader = {
    query: async <T>(sql: string, values: unknown[] = []) => (await client.query(sql, values)).rows as T,
  };
  const audit: Diagnosis['audit'] = { entries: 0, defects: [] };
  for (const { id } of await reader.query<{ id: string }[]>('SELECT id FROM tenant ORDER BY id')) {
    const { head, defects } = await verifyRecentAudit(reader, id, mostAuditEntries);
    audit.entries += head.seq;
    audit.defects.push(...defects);
  }
  return audit;
}

async function definitionOf(client: pg.Client, deploymentId: string): Promise<Definition | null> {
  const { rows } = await client.query<PackageFile>(
    'SELECT path, content FROM deployment_file WHERE deployment_id = $1',
    [deploymentId],
  );
  return (await readPackage(rows, 'run')).definition;
}

async function* instancesOf(
  client: pg.Client,
  deploymentId: string,
): AsyncGenerator<{ instanceId: string; state: InstanceState }> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await client.query<{ instanceId: string; state: InstanceState }>(
      `SELECT id AS "instanceId", state FROM process_instance
       WHERE deployment_id = $1 AND status IN ('active', 'incident') AND id > $2 ORDER BY id LIMIT ${page}`,
      [deploymentId, last],
    );
    yield* rows;
    const end = rows.at(-1);
    if (!end || rows.length < page) return;
    last = end.instanceId;
  }
}

/** What is wrong with a state; null: it can be gone on with. Names elements, not what people answered. */
function whyUnreadable(definition: Definition, state: InstanceState): string | null {
  try {
    explain(definition, state);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
