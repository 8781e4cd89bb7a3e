import type { ClaimResult, Transaction } from '@zusteuerung/runtime';
import { FehlerAntwort, notFound } from '../fehler/fehler.js';
import { readKonten } from '../zugriff/namen.js';

/** Turns what the runtime refuses into an answer: 404, 409 with who and when, 422. */
export async function refuse(tx: Transaction, result: ClaimResult | { outcome: 'done' }): Promise<void> {
  if (result.outcome === 'done') return;
  if (result.outcome === 'unknown') throw notFound();
  if (result.outcome === 'refused')
    throw new FehlerAntwort(422, { code: result.problem.code, message: result.problem.message.de });
  const durch = (result.by && (await readKonten(tx, [result.by])).get(result.by)) ?? 'den Ablauf';
  throw new FehlerAntwort(409, {
    code: 'AUFGABE_VERGEBEN',
    message: `Diese Aufgabe wurde inzwischen durch ${durch} übernommen oder erledigt.`,
    durch,
    ...(result.at && { am: result.at.toISOString() }),
  });
}
