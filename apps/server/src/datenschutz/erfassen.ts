import { createHash } from 'node:crypto';
import { runPrepared, type Einwilligung, type Statement, type Transaction } from '@zusteuerung/runtime';
import type { Erklaerung } from './erklaerung.js';

const insertStatement: Statement = {
  name: 'insert-einwilligung',
  text: `INSERT INTO einwilligung (vorgang_id, tenant_id, text, text_sha256, paket_version, sprache, zwecke, form, umstaende,
    durch, besondere, erteilt_am, erfasst_von, empfaenger)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, CASE WHEN $5::int IS NULL THEN '{}' ELSE ARRAY(
      SELECT organisation_id FROM beteiligung WHERE vorgang_id = $1 AND bis IS NULL AND art <> 'benachrichtigung'
      UNION SELECT id FROM organisation WHERE tenant_id = $2 AND art = 'koordinierungsstelle' ORDER BY 1)
    END || $14::text[])
    RETURNING id`,
};

type Neu = Erklaerung &
  Pick<Einwilligung, 'vorgangId' | 'tenantId' | 'erfasstVon'> &
  Partial<Pick<Einwilligung, 'paketVersion' | 'umstaende'>>;

/**
 * Keeps a consent with its text. One given with a Meldung also names who has got the Meldung with it, and the
 * Koordinierungsstelle.
 */
export async function keepEinwilligung(tx: Transaction, neu: Neu): Promise<string> {
  const hash = createHash('sha256').update(neu.text).digest('hex');
  const [row] = await runPrepared<{ id: string }>(tx, insertStatement, [
    ...[neu.vorgangId, neu.tenantId, neu.text, hash, neu.paketVersion ?? null, neu.sprache, neu.zwecke],
    ...[neu.form, neu.umstaende ?? null, neu.durch, neu.besondere, neu.erteiltAm, neu.erfasstVon],
    neu.empfaenger,
  ]);
  if (!row) throw new Error('an insert returns its row');
  return row.id;
}
