import { audit } from '../audit/entry.js';
import { erasure } from '../audit/verify.js';
import { asWholeTenant } from '../database/scope.js';
import type { Transaction } from '../types.js';
import { erasureHash } from './hash.js';

export interface ErasureRequest {
  tenant: string;
  vorgangId: string;
  /** account id, or `system` */
  actor: string;
  /** anfrage: the person asked (Art. 17 GDPR); frist: kept long enough; wiederherstellung: erased before, restored since */
  anlass: 'anfrage' | 'frist' | 'wiederherstellung';
  /** of the request, free of personal data */
  aktenzeichen?: string;
}

/** held: a legal hold stands; running: the case has not ended */
export type Erasure = 'erased' | 'unknown' | 'held' | 'running';

interface Found {
  instanceId: string | null;
  referenz: string;
  running: boolean;
  held: boolean;
}

// The instance first, as every command does.
const lockInstance = `
SELECT i.id FROM process_instance i JOIN vorgang v ON v.instance_id = i.id
WHERE v.id = $1 AND v.tenant_id = $2 FOR UPDATE OF i`;

// A statement of its own: after waiting for a legal hold that is just being set, the next one sees it.
const lockVorgang = 'SELECT 1 FROM vorgang WHERE id = $1 AND tenant_id = $2 FOR UPDATE';

const find = `
SELECT v.instance_id AS "instanceId", v.referenz,
       coalesce((SELECT i.status NOT IN ('completed', 'terminated') FROM process_instance i
                 WHERE i.id = v.instance_id), false) AS running,
       EXISTS (SELECT 1 FROM loeschsperre s
               WHERE s.vorgang_id = v.id AND (s.bis IS NULL OR s.bis >= current_date)) AS held
FROM vorgang v WHERE v.id = $1 AND v.tenant_id = $2`;

// Month, kind, result and who worked on it last: what reports count, without a way back to the case.
const keepFacts = `
INSERT INTO vorgang_statistik (tenant_id, art, zugang, monat, ergebnis, organisation, tage)
SELECT v.tenant_id, v.art, v.zugang, date_trunc('month', v.created_at)::date,
       CASE v.art WHEN 'anliegen' THEN coalesce(v.stufe, v.status) ELSE v.status END,
       (SELECT b.organisation_id FROM beteiligung b WHERE b.vorgang_id = v.id AND b.art = 'bearbeitung'
        ORDER BY b.von DESC, b.id DESC LIMIT 1),
       greatest(extract(day FROM v.updated_at - v.created_at)::int, 0)
FROM vorgang v WHERE v.id = $1`;

// Messages and signals have no reference to the case (see their tables), nor has the first answer to its reporter.
const ofInstance = [
  'DELETE FROM message m USING message_correlation c WHERE c.message_id = m.id AND c.instance_id = $1',
  'DELETE FROM signal_delivery WHERE instance_id = $1',
  'DELETE FROM batch_item WHERE instance_id = $1',
  'DELETE FROM audit_salt WHERE subject_id = $1::text',
  'DELETE FROM process_instance WHERE id = $1',
];

/**
 * Erases a Vorgang with all that belongs to it, in the caller's transaction: personal answers, instance, history, tasks,
 * timers, messages, mails, consent and the salt of its audit entries. What is left: its hash in the erase list, a row of
 * facts without a person, and audit entries that say so.
 */
export function eraseVorgang(tx: Transaction, request: ErasureRequest): Promise<Erasure> {
  return asWholeTenant(tx, () => erase(tx, request));
}

async function erase(tx: Transaction, request: ErasureRequest): Promise<Erasure> {
  const { tenant, vorgangId, anlass } = request;
  await tx.query(lockInstance, [vorgangId, tenant]);
  await tx.query(lockVorgang, [vorgangId, tenant]);
  const [found] = await tx.query<Found[]>(find, [vorgangId, tenant]);
  if (!found) return 'unknown';
  // What was erased once has passed both questions.
  if (anlass !== 'wiederherstellung' && found.running) return 'running';
  if (anlass !== 'wiederherstellung' && found.held) return 'held';
  await tx.query(keepFacts, [vorgangId]);
  await tx.query('UPDATE vorgang SET parent_vorgang_id = NULL WHERE parent_vorgang_id = $1', [vorgangId]);
  await tx.query('DELETE FROM vorgang WHERE id = $1', [vorgangId]);
  await tx.query('DELETE FROM message WHERE correlation_key = $1', [found.referenz]);
  await tx.query(`DELETE FROM idempotency_key WHERE response->>'referenz' = $1`, [found.referenz]);
  if (found.instanceId) for (const sql of ofInstance) await tx.query(sql, [found.instanceId]);
  await tx.query(
    'INSERT INTO loeschliste (tenant_id, hash) VALUES ($1, $2) ON CONFLICT (tenant_id, hash) DO NOTHING',
    [tenant, erasureHash(vorgangId)],
  );
  await remember(tx, request, found.instanceId);
  return 'erased';
}

/** One entry about the Vorgang and one about its instance: the entries of its steps name that. */
async function remember(
  tx: Transaction,
  { tenant, actor, vorgangId, anlass, aktenzeichen }: ErasureRequest,
  instanceId: string | null,
): Promise<void> {
  const data = { anlass, ...(aktenzeichen && { aktenzeichen }) };
  const note = { tenant, actor, action: erasure, data };
  await audit(tx, { ...note, subject: { type: 'vorgang', id: vorgangId } });
  if (instanceId) await audit(tx, { ...note, subject: { type: 'instance', id: instanceId } });
}
