import { randomBytes, randomUUID } from 'node:crypto';
import { createReferenz, REFERENZ_BYTES } from '@zusteuerung/domain';
import type { Json, Variables } from '@zusteuerung/engine';
import { Vorgang, type Processes, type Transaction } from '@zusteuerung/runtime';
import { FehlerAntwort } from '../fehler/fehler.js';
import type { Paket } from '../pakete/pakete.js';

type Neu = Pick<Vorgang, 'art' | 'prozess' | 'titel' | 'antworten'> & Partial<Vorgang>;

async function freeReferenz(tx: Transaction, kurz: string): Promise<string> {
  for (;;) {
    const referenz = createReferenz(kurz, new Date().getFullYear(), randomBytes(REFERENZ_BYTES));
    if (!(await tx.existsBy(Vorgang, { referenz }))) return referenz;
  }
}

/** Constants of a municipality that models may use. */
export function konstantenOf({ kommune }: Paket): Variables {
  return {
    fristen: kommune.fristen,
    parameter: kommune.parameter as Variables,
    organisationen: Object.fromEntries(
      kommune.organisationen.map(({ id, name, art }) => [id, { name, art }] as [string, Json]),
    ),
  };
}

/** Writes a new Vorgang with a reference of its own, not yet connected to a process instance. */
export async function insertVorgang(tx: Transaction, { kommune }: Paket, neu: Neu): Promise<Vorgang> {
  const now = new Date();
  const vorgang: Vorgang = Object.assign(new Vorgang(), {
    id: randomUUID(),
    tenantId: kommune.id,
    referenz: await freeReferenz(tx, kommune.kurz),
    status: 'eingegangen',
    createdAt: now,
    updatedAt: now,
    ...neu,
  });
  await tx.insert<object>(Vorgang, vorgang);
  return vorgang;
}

/** Starts the process of a Vorgang and connects the two; what a model refuses rolls everything back. */
export async function startProzess(
  tx: Transaction,
  processes: Processes,
  vorgang: Vorgang,
  request: { variables: Variables; actor: string },
): Promise<void> {
  const result = await processes.start(tx, {
    tenant: vorgang.tenantId,
    process: vorgang.prozess,
    businessKey: vorgang.referenz,
    ...request,
  });
  if (result.problem)
    throw new FehlerAntwort(500, {
      code: 'PROZESS_STARTET_NICHT',
      message: `Der Ablauf konnte nicht beginnen: ${result.problem.message.de}`,
    });
  await tx.update(Vorgang, { id: vorgang.id }, { instanceId: result.instanceId });
}
