import type { Transaction } from '../types.js';

/** How long the Vorgänge of a class are kept after their process has ended. */
export interface RetentionRule {
  klasse: string;
  /** ISO 8601 duration */
  frist: string;
}

/** Which class a Vorgang belongs to: all Anliegen, Meldungen by their public status. */
export interface Retention {
  rules: RetentionRule[];
  /** status of a Meldung that has become a case */
  caseStatus: readonly string[];
}

export interface Due {
  id: string;
  klasse: string;
  referenz: string;
  faelligAm: Date;
  gesperrt: boolean;
}

export interface DueCount {
  klasse: string;
  faellig: number;
  gesperrt: number;
}

// $1 tenant, $2 rules, $3 status of a case. What is already in the hands of a worker is not due any more.
const kept = `
kept AS (
  SELECT v.id, v.referenz, r.klasse, i.updated_at + r.frist AS faellig,
         EXISTS (SELECT 1 FROM loeschsperre s
                 WHERE s.vorgang_id = v.id AND (s.bis IS NULL OR s.bis >= current_date)) AS gesperrt
  FROM vorgang v
  JOIN process_instance i ON i.id = v.instance_id AND i.status IN ('completed', 'terminated')
  JOIN jsonb_to_recordset($2::jsonb) AS r(klasse text, frist interval)
    ON r.klasse = CASE WHEN v.art = 'anliegen' THEN 'anliegen' WHEN v.status = ANY($3::text[]) THEN 'fall'
                       ELSE 'meldung' END
  WHERE v.tenant_id = $1 AND NOT EXISTS (
    SELECT 1 FROM loeschlauf_posten p WHERE p.tenant_id = $1 AND p.objekt_id = v.id AND p.status = 'wartet')
)`;

const values = (tenant: string, { rules, caseStatus }: Retention) => [
  tenant,
  JSON.stringify(rules),
  caseStatus,
];

/** What is erased next, soonest first, also what is not due yet. */
export function nextDue(
  tx: Transaction,
  tenant: string,
  retention: Retention,
  limit: number,
): Promise<Due[]> {
  return tx.query<Due[]>(
    `WITH ${kept} SELECT id, klasse, referenz, faellig AS "faelligAm", gesperrt FROM kept ORDER BY faellig, id LIMIT $4`,
    [...values(tenant, retention), limit],
  );
}

/** How many are due now, by class, with and without a legal hold. */
export function countDue(tx: Transaction, tenant: string, retention: Retention): Promise<DueCount[]> {
  return tx.query<DueCount[]>(
    `WITH ${kept} SELECT klasse, count(*) FILTER (WHERE NOT gesperrt)::int AS faellig,
       count(*) FILTER (WHERE gesperrt)::int AS gesperrt FROM kept WHERE faellig <= now() GROUP BY klasse`,
    values(tenant, retention),
  );
}

/** Ids of the Vorgänge of a class that were due at a moment, without those on hold. */
export async function dueAt(
  tx: Transaction,
  tenant: string,
  retention: Retention,
  at: Date,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `WITH ${kept} SELECT id FROM kept WHERE faellig <= least($4::timestamptz, now()) AND NOT gesperrt ORDER BY faellig, id`,
    [...values(tenant, retention), at],
  );
  return rows.map(({ id }) => id);
}

const oldMails = `
FROM nachricht n WHERE n.tenant_id = $1 AND n.status <> 'offen' AND n.created_at + $2::interval <= least($3::timestamptz, now())
  AND NOT EXISTS (SELECT 1 FROM loeschlauf_posten p
                  WHERE p.tenant_id = $1 AND p.objekt_id = n.id AND p.status = 'wartet')
  AND NOT EXISTS (SELECT 1 FROM loeschsperre s
                  WHERE s.vorgang_id = n.vorgang_id AND (s.bis IS NULL OR s.bis >= current_date))`;

/** Ids of the mails that were kept long enough at a moment; those on their way are not. */
export async function oldMailsAt(
  tx: Transaction,
  tenant: string,
  frist: string,
  at: Date,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(`SELECT n.id ${oldMails} ORDER BY n.created_at, n.id`, [
    tenant,
    frist,
    at,
  ]);
  return rows.map(({ id }) => id);
}
