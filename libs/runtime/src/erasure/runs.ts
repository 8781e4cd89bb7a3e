import type { DataSource } from 'typeorm';
import { audit } from '../audit/entry.js';
import { wholeTenant } from '../database/scope.js';
import { inTenant } from '../database/transaction.js';
import { silentLogger, type Logger, type Transaction } from '../types.js';
import { tenantsWith } from '../work/due-rows.js';
import { Poller } from '../work/poller.js';
import { eraseVorgang } from './erase.js';

export interface RunRequest {
  tenant: string;
  klasse: string;
  /** account id, or `system` */
  actor: string;
  /** Vorgänge, or mails for the class `nachrichten` */
  ids: string[];
}

/** The class whose objects are mails instead of Vorgänge. */
export const mailClass = 'nachrichten';

/** Approves the erasure of these objects; workers do it. Returns the id of the run. */
export async function approveErasure(tx: Transaction, request: RunRequest): Promise<string> {
  const { tenant, klasse, actor, ids } = request;
  const [run] = await tx.query<[{ id: string }]>(
    `INSERT INTO loeschlauf (tenant_id, klasse, freigegeben_von, anzahl) VALUES ($1, $2, $3, $4) RETURNING id`,
    [tenant, klasse, actor, ids.length],
  );
  await tx.query(
    `INSERT INTO loeschlauf_posten (tenant_id, lauf_id, objekt_id, status) SELECT $1, $2, unnest($3::uuid[]), 'wartet'`,
    [tenant, run.id, ids],
  );
  const subject = { type: 'loeschlauf', id: run.id };
  await audit(tx, {
    tenant,
    actor,
    action: 'loeschen.freigegeben',
    subject,
    data: { klasse, anzahl: ids.length },
  });
  return run.id;
}

export interface ErasureWorkerOptions {
  /** pause between looks; default 5 s */
  pollMs?: number;
  /** objects erased in one transaction; default 20 */
  chunk?: number;
  logger?: Logger;
}

interface Item {
  id: string;
  lauf: string;
  klasse: string;
  objekt: string;
  actor: string;
}

const waiting = `
SELECT p.id, p.lauf_id AS lauf, l.klasse, p.objekt_id AS objekt, l.freigegeben_von AS actor
FROM loeschlauf_posten p JOIN loeschlauf l ON l.id = p.lauf_id
WHERE p.tenant_id = $1 AND p.status = 'wartet' ORDER BY p.id LIMIT $2 FOR UPDATE OF p SKIP LOCKED`;

const finish = `
UPDATE loeschlauf l SET finished_at = clock_timestamp() WHERE l.finished_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM loeschlauf_posten p WHERE p.lauf_id = l.id AND p.status = 'wartet')`;

/** Erases what was approved, in chunks of one transaction each; any number of workers, and any goes on after a crash. */
export class ErasureWorker {
  private readonly chunk: number;
  private readonly poller: Poller;

  constructor(
    private readonly dataSource: DataSource,
    { chunk = 20, pollMs = 5000, logger = silentLogger }: ErasureWorkerOptions = {},
  ) {
    this.chunk = chunk;
    this.poller = new Poller('erasure', pollMs, logger, async () => (await this.runOnce()) > 0);
  }

  start(): void {
    this.poller.start();
  }

  async stop(): Promise<void> {
    await this.poller.stop();
  }

  /** One chunk of each tenant; returns how many objects it looked at. */
  async runOnce(): Promise<number> {
    let count = 0;
    for (const tenant of await tenantsWith(this.dataSource, 'loeschlauf_posten', "q.status = 'wartet'"))
      count += await inTenant(this.dataSource, wholeTenant(tenant), (tx) => this.work(tx, tenant));
    return count;
  }

  private async work(tx: Transaction, tenant: string): Promise<number> {
    const items = await tx.query<Item[]>(waiting, [tenant, this.chunk]);
    for (const item of items) await this.erase(tx, tenant, item);
    await tx.query(finish);
    return items.length;
  }

  /** With the object its item vanishes, too; what has to stay says why. */
  private async erase(
    tx: Transaction,
    tenant: string,
    { id, lauf, klasse, objekt, actor }: Item,
  ): Promise<void> {
    const request = { tenant, vorgangId: objekt, actor, anlass: 'frist' } as const;
    const outcome = klasse === mailClass ? await eraseMail(tx, objekt) : await eraseVorgang(tx, request);
    if (outcome === 'held' || outcome === 'running') {
      const status = outcome === 'held' ? 'gesperrt' : 'laeuft';
      await tx.query('UPDATE loeschlauf_posten SET status = $2 WHERE id = $1', [id, status]);
      return;
    }
    await tx.query('DELETE FROM loeschlauf_posten WHERE id = $1', [id]);
    if (outcome === 'erased')
      await tx.query('UPDATE loeschlauf SET geloescht = geloescht + 1 WHERE id = $1', [lauf]);
  }
}

const heldMail = `
SELECT 1 FROM nachricht n JOIN loeschsperre s ON s.vorgang_id = n.vorgang_id
WHERE n.id = $1 AND (s.bis IS NULL OR s.bis >= current_date)`;

/** Mails of a case on which a legal hold has been set since the approval stay, too. */
async function eraseMail(tx: Transaction, id: string): Promise<'erased' | 'unknown' | 'held'> {
  await tx.query(
    'SELECT 1 FROM vorgang WHERE id = (SELECT vorgang_id FROM nachricht WHERE id = $1) FOR UPDATE',
    [id],
  );
  if ((await tx.query<unknown[]>(heldMail, [id])).length > 0) return 'held';
  const [rows] = await tx.query<[unknown[], number]>('DELETE FROM nachricht WHERE id = $1 RETURNING 1', [id]);
  return rows.length > 0 ? 'erased' : 'unknown';
}
