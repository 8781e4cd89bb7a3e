import type { Transaction } from '../types.js';
import {
  beginningOfChain,
  chain,
  chainedColumns,
  readHead,
  type ChainedEntry,
  type ChainHead,
} from './chain.js';
import { commitmentOf, firstCommitmentOf, resultCommitmentOf } from './entry.js';

export type AuditDefect =
  /** the entry is not what was chained, or the link was changed */
  | { code: 'CHAIN_BROKEN'; seq: number; entryId: string }
  /** links are missing here */
  | { code: 'CHAIN_GAP'; seq: number }
  /** the chain no longer holds what was written down of it */
  | { code: 'ANCHOR_MISSING'; seq: number }
  /** an entry has no place in the chain although it is older than a minute */
  | { code: 'ENTRY_NOT_CHAINED'; entryId: string }
  /** what the entry speaks of is not what it was */
  | { code: 'CONTENT_CHANGED'; entryId: string; subjectId: string }
  /** what the entry speaks of is gone, and nobody recorded its erasure */
  | { code: 'CONTENT_MISSING'; entryId: string; subjectId: string };

export interface AuditReport {
  head: ChainHead;
  /** entries whose content was compared */
  compared: number;
  /** entries whose content was erased, with a record of it */
  erased: number;
  defects: AuditDefect[];
}

/** What the audit log is read with. */
type Reader = Pick<Transaction, 'query'>;

/** An erasure is recorded by an entry of this action about the same subject. */
export const erasure = 'erased';

const page = 5000;
const mostDefects = 100;

const links = `
SELECT l.seq::text AS seq, l.hash, ${chainedColumns}
FROM audit_link l JOIN audit_entry e ON e.id = l.entry_id
WHERE l.tenant_id = $1 AND e.tenant_id = $1 AND l.seq > $2 ORDER BY l.seq LIMIT ${page}`;

const unchained = `
SELECT e.id::text AS id FROM audit_entry e
WHERE e.tenant_id = $1 AND e.at < now() - interval '1 minute'
  AND NOT EXISTS (SELECT FROM audit_link l WHERE l.entry_id = e.id)
ORDER BY e.id LIMIT ${mostDefects}`;

// One line per entry with a commitment: whether its content is there, unchanged, or gone with a record of it.
const salt = `(SELECT s.salt FROM audit_salt s WHERE s.tenant_id = a.tenant_id AND s.subject_id = a.subject_id)`;
const ofStep = (commitment: string) => `(SELECT ${commitment} FROM instance_event e
  WHERE e.instance_id = a.subject_id::uuid AND e.seq BETWEEN (a.data->>'from')::int AND (a.data->>'to')::int)`;
const contents = `
WITH state AS (
  SELECT a.id, a.subject_id, a.commitment = CASE a.action
    WHEN 'step' THEN CASE WHEN a.commitment LIKE '2:%' THEN ${ofStep(commitmentOf(salt))}
      ELSE ${ofStep(firstCommitmentOf(salt))} END
    WHEN 'answers' THEN (SELECT ${resultCommitmentOf(salt)} FROM user_task t WHERE t.id = (a.data->>'task')::uuid)
  END AS same, EXISTS (SELECT FROM audit_entry x
    WHERE x.tenant_id = a.tenant_id AND x.subject_id = a.subject_id AND x.action = '${erasure}') AS erased
  FROM audit_entry a
  WHERE a.tenant_id = $1 AND a.id > $2 AND a.commitment IS NOT NULL AND a.action IN ('step', 'answers')
  ORDER BY a.id LIMIT ${page}
) SELECT id::text AS id, subject_id AS "subjectId", same, erased FROM state ORDER BY state.id`;

/** Reads a tenant's whole audit log and says where it is not as it was written; `anchors` are heads noted earlier. */
export function verifyAudit(tx: Reader, tenant: string, anchors: ChainHead[] = []): Promise<AuditReport> {
  return verifyAfter(tx, tenant, { head: beginningOfChain(tenant), entryId: '0' }, anchors);
}

/** As verifyAudit, but of a long log only the last `most` entries. */
export async function verifyRecentAudit(tx: Reader, tenant: string, most: number): Promise<AuditReport> {
  const { seq } = await readHead(tx, tenant);
  if (seq <= most) return verifyAudit(tx, tenant);
  const [link] = await tx.query<{ seq: string; hash: string; entryId: string }[]>(
    `SELECT seq::text AS seq, hash, entry_id::text AS "entryId" FROM audit_link
     WHERE tenant_id = $1 AND seq <= $2 ORDER BY seq DESC LIMIT 1`,
    [tenant, seq - most],
  );
  if (!link) return verifyAudit(tx, tenant);
  const { hash, entryId } = link;
  return verifyAfter(tx, tenant, { head: { seq: Number(link.seq), hash }, entryId }, []);
}

/** Where reading begins: after this link and its entry. */
interface Beginning {
  head: ChainHead;
  entryId: string;
}

async function verifyAfter(
  tx: Reader,
  tenant: string,
  beginning: Beginning,
  anchors: ChainHead[],
): Promise<AuditReport> {
  const defects: AuditDefect[] = [];
  const head = await walkChain(tx, tenant, beginning.head, anchors, defects);
  for (const { id } of await tx.query<{ id: string }[]>(unchained, [tenant]))
    defects.push({ code: 'ENTRY_NOT_CHAINED', entryId: id });
  const counts = await compareContents(tx, tenant, beginning.entryId, defects);
  return { head, ...counts, defects: defects.slice(0, mostDefects) };
}

async function walkChain(
  tx: Reader,
  tenant: string,
  beginning: ChainHead,
  anchors: ChainHead[],
  defects: AuditDefect[],
): Promise<ChainHead> {
  let head = beginning;
  const hashes = new Map<number, string>();
  const noted = new Set(anchors.map(({ seq }) => seq));
  for (;;) {
    const rows = await tx.query<(ChainedEntry & { seq: string; hash: string })[]>(links, [tenant, head.seq]);
    for (const row of rows) {
      const seq = Number(row.seq);
      if (seq !== head.seq + 1) defects.push({ code: 'CHAIN_GAP', seq: head.seq + 1 });
      else if (chain(head, row).hash !== row.hash)
        defects.push({ code: 'CHAIN_BROKEN', seq, entryId: row.id });
      // Goes on from what is written, so that one change is one defect.
      head = { seq, hash: row.hash };
      if (noted.has(seq)) hashes.set(seq, row.hash);
    }
    if (rows.length < page) break;
  }
  for (const { seq, hash } of anchors)
    if (seq > 0 && hashes.get(seq) !== hash) defects.push({ code: 'ANCHOR_MISSING', seq });
  return head;
}

async function compareContents(
  tx: Reader,
  tenant: string,
  beginning: string,
  defects: AuditDefect[],
): Promise<{ compared: number; erased: number }> {
  const counts = { compared: 0, erased: 0 };
  let after = beginning;
  for (;;) {
    const rows = await tx.query<{ id: string; subjectId: string; same: boolean | null; erased: boolean }[]>(
      contents,
      [tenant, after],
    );
    for (const { id: entryId, subjectId, same, erased } of rows) {
      after = entryId;
      if (same === null && erased) counts.erased++;
      else counts.compared++;
      if (same === false) defects.push({ code: 'CONTENT_CHANGED', entryId, subjectId });
      if (same === null && !erased) defects.push({ code: 'CONTENT_MISSING', entryId, subjectId });
    }
    if (rows.length < page) return counts;
  }
}
