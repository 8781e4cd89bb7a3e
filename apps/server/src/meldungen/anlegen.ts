import { randomBytes, randomUUID } from 'node:crypto';
import { createReferenz, REFERENZ_BYTES } from '@zusteuerung/domain';
import type { Json, Variables } from '@zusteuerung/engine';
import {
  beginningOf,
  currentVersion,
  keyRow,
  runPrepared,
  TryAgain,
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

/** By which work is done once: the key, what it stands for, and the answer it gives from then on. */
export interface Einmal {
  key: string;
  fingerprint: string;
  answer: (vorgang: Vorgang) => Json;
}

// $1 id, $2 tenant, $3 art, $4 referenz … as listed; $16 personal answers or null, $17 idempotency key or null,
// $18 its fingerprint, $19 its answer. Not written, although for the first time: the reference is taken.
const insertStatement: Statement = {
  name: 'insert-vorgang',
  text: `WITH schluessel AS (${keyRow('$2', '$17', '$18', '$19')}), erstmals AS (
    SELECT 1 WHERE $17::text IS NULL UNION ALL SELECT 1 FROM schluessel
  ), neu AS (
    INSERT INTO vorgang (id, tenant_id, art, referenz, pin_hash, instance_id, prozess, zugang, titel, status, stufe,
                         eingereicht_von_organisation, parent_vorgang_id, antworten, created_at, updated_at)
    SELECT $1::uuid, $2::text, $3, $4, $5, $6::uuid, $7, $8, $9, $10, $11, $12, $13::uuid, $14::jsonb,
           $15::timestamptz, $15::timestamptz
    FROM erstmals
    ON CONFLICT (referenz) DO NOTHING RETURNING id
  ), person AS (
    INSERT INTO vorgang_person (vorgang_id, tenant_id, daten) SELECT id, $2::text, $16::jsonb FROM neu
    WHERE $16::jsonb IS NOT NULL
  ) SELECT EXISTS (SELECT 1 FROM erstmals) AS erstmals, EXISTS (SELECT 1 FROM neu) AS geschrieben,
           ${currentVersion('$2')} AS version`,
};

interface Written {
  erstmals: boolean;
  geschrieben: boolean;
  version: string;
}

function valuesOf(vorgang: Vorgang, person: Variables | null, einmal: Einmal | null): unknown[] {
  const { id, tenantId, art, referenz, pinHash, instanceId, prozess, zugang, titel, status, stufe } = vorgang;
  const { eingereichtVonOrganisation, parentVorgangId, antworten, createdAt } = vorgang;
  const own = [id, tenantId, art, referenz, pinHash, instanceId, prozess, zugang, titel, status, stufe];
  const rest = [eingereichtVonOrganisation, parentVorgangId, JSON.stringify(antworten), createdAt];
  const key = einmal && [einmal.key, einmal.fingerprint, JSON.stringify(einmal.answer(vorgang))];
  return [...own, ...rest, person && JSON.stringify(person), ...(key ?? [null, null, null])];
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

function newVorgang({ kommune }: Paket, neu: Neu, now: Date): Angelegt {
  return Object.assign(new Vorgang(), {
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
}

/**
 * Writes a new Vorgang with a reference of its own and its personal answers apart; null: the key is known. `version` is
 * the current one, which need not be the package's. The process instance has an id but does not exist yet:
 * `startProzess` must follow in the same transaction.
 */
export async function insertVorgang(
  tx: Transaction,
  paket: Paket,
  neu: Neu,
  { person = null, einmal = null }: { person?: Variables | null; einmal?: Einmal | null } = {},
): Promise<{ vorgang: Angelegt; version: string } | null> {
  const vorgang = newVorgang(paket, neu, beginningOf(tx));
  const values = valuesOf(vorgang, person, einmal);
  const [written] = await runPrepared<Written>(tx, insertStatement, values);
  if (!written?.erstmals) return null;
  if (!written.geschrieben) throw new TryAgain('the reference is taken');
  rememberBetreffend(tx, vorgang, person);
  return { vorgang, version: written.version };
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
