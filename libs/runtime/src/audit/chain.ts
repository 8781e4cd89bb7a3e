import { createHash } from 'node:crypto';
import type { Transaction } from '../types.js';

/** An entry as it goes into the chain: texts as PostgreSQL writes them, so they are the same at every reading. */
export interface ChainedEntry {
  id: string;
  /** microseconds since 1970 */
  at: string;
  actor: string;
  action: string;
  subjectType: string;
  subjectId: string;
  data: string;
  commitment: string | null;
}

/** Column list of audit_entry `e` in the shape of ChainedEntry. */
export const chainedColumns = `
  e.id::text AS id, ((extract(epoch FROM e.at) * 1000000)::bigint)::text AS at, e.actor, e.action,
  e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.data::text AS data, e.commitment`;

/** The last link of a chain: what to write down elsewhere so that nobody can shorten the chain unnoticed. */
export interface ChainHead {
  seq: number;
  hash: string;
}

/** Where the chain of a tenant begins. */
export const beginningOfChain = (tenant: string): ChainHead => ({
  seq: 0,
  hash: createHash('sha256').update(`zusteuerung audit ${tenant}`).digest('hex'),
});

/** The head after one more entry: SHA-256 over the hash before, the place and the entry. */
export function chain({ seq, hash }: ChainHead, entry: ChainedEntry): ChainHead {
  const { id, at, actor, action, subjectType, subjectId, data, commitment } = entry;
  const text = JSON.stringify([
    hash,
    seq + 1,
    id,
    at,
    actor,
    action,
    subjectType,
    subjectId,
    data,
    commitment,
  ]);
  return { seq: seq + 1, hash: createHash('sha256').update(text).digest('hex') };
}

/** The head of a tenant's chain. */
export async function readHead(tx: Pick<Transaction, 'query'>, tenant: string): Promise<ChainHead> {
  const [row] = await tx.query<{ seq: string; hash: string }[]>(
    'SELECT seq, hash FROM audit_link WHERE tenant_id = $1 ORDER BY seq DESC LIMIT 1',
    [tenant],
  );
  return row ? { seq: Number(row.seq), hash: row.hash } : beginningOfChain(tenant);
}
