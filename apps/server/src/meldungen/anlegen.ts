import { randomBytes, randomUUID } from 'node:crypto';
import { createReferenz, REFERENZ_BYTES } from '@zusteuerung/domain';
import type { Json, Variables } from '@zusteuerung/engine';
import {
  beginningOf,
  runPrepared,
  Vorgang,
  type Processes,
  type Statement,
  type Transaction,
} from '@zusteuerung/runtime';
import { FehlerAntwort } from '../fehler/fehler.js';
import { rememberBetreffend } from '../nachrichten/empfaenger.js';
import type { Paket } from '../pakete/pakete.js';

type Neu = Pick<Vorgang, 'art' | 'prozess' | 'titel' | 'antworten'> & Partial<Vorgang>;
type Angelegt = Vorgang & { instanceId: string };

// $1 id, $2 tenant, $3 art, $4 referenz … as listed; $16 personal answers or null. No row: the reference is taken.
const insertStatement: Statement = {
  name: 'insert-vorgang',
  text: `WITH neu AS (
    INSERT INTO vorgang (id, tenant_id, art, referenz, pin_hash, instance_id, prozess, zugang, titel, status, stufe,
                         eingereicht_von_organisation, parent_vorgang_id, antworten, created_at, updated_at)
    VALUES ($1::uuid, $2::text, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::jsonb, $15, $15)
    ON CONFLICT (referenz) DO NOTHING RETURNING id
  ), person AS (
    INSERT INTO vorgang_person (vorgang_id, tenant_id, daten) SELECT id, $2::text, $16::jsonb FROM neu
    WHERE $16::jsonb IS NOT NULL
  ) SELECT id FROM neu`,
};

function valuesOf(vorgang: Vorgang, person: Variables | null): unknown[] {
  const { id, tenantId, art, referenz, pinHash, instanceId, prozess, zugang, titel, status, stufe } = vorgang;
  const { eingereichtVonOrganisation, parentVorgangId, antworten, createdAt } = vorgang;
  const own = [id, tenantId, art, referenz, pinHash, instanceId, prozess, zugang, titel, status, stufe];
  const rest = [eingereichtVonOrganisation, parentVorgangId, JSON.stringify(antworten), createdAt];
  return [...own, ...rest, person && JSON.stringify(person)];
}

/** Constants of a municipality that models may use. */
export function konstantenOf({ kommune }: Paket): Variables {
  return {
    fristen: kommune.fristen,
    kalender: kommune.kalender,
    parameter: kommune.parameter as Variables,
    organisationen: Object.fromEntries(
      kommune.organisationen.map(({ id, name, art }) => [id, { name, art }] as [string, Json]),
    ),
  };
}

/**
 * Writes a new Vorgang with a reference of its own and its personal answers apart. Its process instance has an id
 * but does not exist yet: `startProzess` must follow in the same transaction.
 */
export async function insertVorgang(
  tx: Transaction,
  { kommune }: Paket,
  neu: Neu,
  person: Variables | null = null,
): Promise<Angelegt> {
  const now = beginningOf(tx);
  for (;;) {
    const vorgang = Object.assign(new Vorgang(), {
      id: randomUUID(),
      tenantId: kommune.id,
      referenz: createReferenz(kommune.kurz, now.getFullYear(), randomBytes(REFERENZ_BYTES)),
      pinHash: null,
      instanceId: randomUUID(),
      zugang: null,
      status: 'eingegangen',
      stufe: null,
      eingereichtVonOrganisation: null,
      parentVorgangId: null,
      widerrufAt: null,
      createdAt: now,
      updatedAt: now,
      ...neu,
    }) as Angelegt;
    const [written] = await runPrepared(tx, insertStatement, valuesOf(vorgang, person));
    if (!written) continue;
    rememberBetreffend(tx, vorgang, person);
    return vorgang;
  }
}

/** Starts the process of a Vorgang on this version; what a model refuses rolls everything back. */
export async function startProzess(
  tx: Transaction,
  processes: Processes,
  vorgang: Angelegt,
  request: { paket: Paket; variables: Variables; actor: string },
): Promise<void> {
  const { paket, variables, actor } = request;
  const result = await processes.start(tx, {
    tenant: vorgang.tenantId,
    process: vorgang.prozess,
    businessKey: vorgang.referenz,
    id: vorgang.instanceId,
    deploymentId: paket.deployment.id,
    variables,
    actor,
  });
  if (result.problem)
    throw new FehlerAntwort(500, {
      code: 'PROZESS_STARTET_NICHT',
      message: `Der Ablauf konnte nicht beginnen: ${result.problem.message.de}`,
    });
}
