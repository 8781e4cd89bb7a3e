import { startSubscriptions, startTimer, type Definition, type StartSubscription } from '@zusteuerung/engine';
import type { Transaction } from '../types.js';

/** What to give the `start` command. */
export type StartAt = Pick<StartSubscription, 'process' | 'startEvent' | 'definition'>;
type Of<K extends StartSubscription['kind']> = Extract<StartSubscription, { kind: K }>;

/** The start events of a kind, in the order of the models. */
export function startsBy<K extends StartSubscription['kind']>(definition: Definition, kind: K): Of<K>[] {
  return startSubscriptions(definition).filter((start): start is Of<K> => start.kind === kind);
}

/** One start of each process, the first in the model. */
export function firstOfEach<T extends StartAt>(starts: T[]): T[] {
  const first = new Map<string, T>();
  for (const start of starts) if (!first.has(start.process)) first.set(start.process, start);
  return [...first.values()];
}

/**
 * Makes a version's start events those of the tenant: its timers run, those of the version before end. A timer that
 * stayed as it was keeps its rhythm, and one that has fired does not fire again. Kept messages are offered to the new
 * start events.
 */
export async function installStartEvents(
  tx: Transaction,
  tenant: string,
  deploymentId: string,
  definition: Definition,
): Promise<void> {
  const timers = startsBy(definition, 'timer');
  const before = await tx.query<TimerRow[]>(
    `SELECT id, process_id AS process, start_event AS "startEvent", definition, form, value
     FROM start_timer WHERE tenant_id = $1 ORDER BY id FOR UPDATE`,
    [tenant],
  );
  const idOf = new Map(before.map((row) => [identity(row, row), row.id]));
  const staying = timers.map((timer) => idOf.get(identity(timer, timer.timer)));
  const ids = staying.filter((id) => id !== undefined);
  if (before.length > 0) {
    await tx.query('DELETE FROM start_timer WHERE tenant_id = $1 AND id <> ALL($2::bigint[])', [tenant, ids]);
    await tx.query('UPDATE start_timer SET deployment_id = $2 WHERE id = ANY($1::bigint[])', [
      ids,
      deploymentId,
    ]);
  }
  const added = timers.filter((_, index) => staying[index] === undefined);
  if (added.length > 0) await insertTimers(tx, tenant, deploymentId, added);
  await tx.query(
    'UPDATE message SET fresh = true WHERE tenant_id = $1 AND name = ANY($2) AND expires_at > now()',
    [tenant, startsBy(definition, 'message').map(({ message }) => message)],
  );
}

type TimerRow = StartAt & Of<'timer'>['timer'] & { id: string };

function identity(
  { process, startEvent, definition }: StartAt,
  { form, value }: Of<'timer'>['timer'],
): string {
  return JSON.stringify([process, startEvent, definition, form, value]);
}

async function insertTimers(
  tx: Transaction,
  tenant: string,
  deploymentId: string,
  timers: Of<'timer'>[],
): Promise<void> {
  const [{ now }] = (await tx.query('SELECT clock_timestamp() AS now')) as [{ now: Date }];
  for (const { process, startEvent, definition, timer } of timers) {
    const schedule = startTimer(timer, now.toISOString());
    // An expression: nobody can say when, before there is an instance. The check of the model has said so.
    if (!schedule) continue;
    await tx.query(
      `INSERT INTO start_timer (tenant_id, deployment_id, process_id, start_event, definition, form, value, due_at,
                                available_at, remaining, every, status)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, 'open')`,
      [
        ...[tenant, deploymentId, process, startEvent, definition, timer.form, timer.value],
        ...[schedule.due, schedule.repeat, schedule.every],
      ],
    );
  }
}
