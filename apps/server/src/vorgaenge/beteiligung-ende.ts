import { parseGruppe } from '@zusteuerung/domain';
import { runPrepared, type Statement, type StepNotice, type Transaction } from '@zusteuerung/runtime';

// $1 tenant, $2 reference, $3 instance, $4 instant, $5 keys of the tasks whose organisations may leave, $6 whether the process
// ended, $7 the organisation that takes the case over in this step, or null. All rows of an organisation end together.
const end: Statement = {
  name: 'end-beteiligung',
  text: `WITH fall AS (
    SELECT id FROM vorgang WHERE tenant_id = $1 AND referenz = $2 AND art = 'meldung'
  ), offen AS (
    SELECT DISTINCT split_part(g, ':', 1) AS organisation FROM user_task t, unnest(t.candidate_groups) AS g
    WHERE t.instance_id = $3::uuid AND t.status = 'open'
  ), zu AS (
    SELECT split_part(g, ':', 1) AS organisation, bool_or(t.status = 'completed') AS erledigt
    FROM user_task t, unnest(t.candidate_groups) AS g
    WHERE t.instance_id = $3::uuid AND t.key = ANY($5::text[]) GROUP BY 1
  ), inhaber AS (
    SELECT $7::text AS organisation WHERE $7::text IS NOT NULL
    UNION SELECT b.organisation_id FROM beteiligung b, fall
    WHERE b.vorgang_id = fall.id AND b.art = 'uebernahme' AND b.bis IS NULL AND $7::text IS NULL
  ), zuletzt AS (
    SELECT b.organisation_id AS organisation FROM beteiligung b, fall
    WHERE b.vorgang_id = fall.id AND b.art = 'uebernahme' AND b.bis IS NULL AND b.organisation_id <> $7::text
  ), ende AS (
    UPDATE beteiligung b SET bis = $4::timestamptz, ende_grund = CASE
      WHEN $6::boolean THEN 'abschluss'
      WHEN b.organisation_id IN (SELECT organisation FROM zuletzt) THEN 'uebergang'
      WHEN (SELECT erledigt FROM zu WHERE zu.organisation = b.organisation_id) THEN 'erledigt'
      ELSE 'entfallen' END
    FROM fall WHERE b.vorgang_id = fall.id AND b.bis IS NULL
      AND b.organisation_id NOT IN (SELECT organisation FROM offen)
      AND b.organisation_id NOT IN (SELECT organisation FROM inhaber)
      AND ($6 OR b.organisation_id IN (SELECT organisation FROM zu UNION SELECT organisation FROM zuletzt))
  )
  INSERT INTO beteiligung (vorgang_id, tenant_id, organisation_id, art, von)
  SELECT fall.id, $1, o.id, 'uebernahme', $4 FROM fall, organisation o WHERE o.tenant_id = $1 AND o.id = $7
  ON CONFLICT DO NOTHING`,
};

/** With one of these the responsible organisation has taken the case over. */
const UEBERNOMMEN = ['angenommen', 'uebergabe_vereinbart', 'uebergeben'];

/** Who takes the case over: the Case Management that works on it next, else the one that has just worked on it. */
function inhaberOf(notice: StepNotice, status: string | null, erledigt: string[]): string | null {
  if (status === null || !UEBERNOMMEN.includes(status)) return null;
  const next = notice.effects.flatMap((effect) =>
    effect.type === 'openUserTask' ? effect.candidateGroups : [],
  );
  const gruppen = [...next, ...erledigt].flatMap((text) => parseGruppe(text) ?? []);
  return gruppen.find(({ rolle }) => rolle === 'case_management')?.organisation ?? null;
}

/**
 * Ends the participation of organisations the case has moved on from: with its last task when it is not the owner, when
 * another one takes the case over, with the end of the process. Only the owner keeps it after that. An Anliegen names
 * no person, so it stays with all who worked on it.
 */
export async function endBeteiligungen(
  tx: Transaction,
  notice: StepNotice,
  status: string | null,
): Promise<void> {
  const { id, tenantId, businessKey, status: state } = notice.instance;
  const closed = notice.effects.flatMap((effect) => (effect.type === 'closeUserTask' ? effect.key : []));
  const leaving = await leavingTasks(tx, notice, closed);
  const ended = state === 'completed' || state === 'terminated';
  const taken = status !== null && UEBERNOMMEN.includes(status);
  if (leaving.length === 0 && !ended && !taken) return;
  const erledigt = taken ? await gruppenOfTasks(tx, id, closed) : [];
  const inhaber = inhaberOf(notice, status, erledigt);
  await runPrepared(tx, end, [tenantId, businessKey, id, notice.at, leaving, ended, inhaber]);
}

/**
 * The tasks with which organisations may leave: those closed in this step. While a case stands still nobody leaves, as
 * its next task may be for the same organisation; once it goes on, all tasks closed so far count.
 */
async function leavingTasks(
  tx: Transaction,
  { instance, events }: StepNotice,
  closed: string[],
): Promise<string[]> {
  if (instance.status === 'incident') return [];
  if (!events.some(({ type }) => type === 'incidentResolved')) return closed;
  const rows = await tx.query<{ key: string }[]>(
    `SELECT key FROM user_task WHERE instance_id = $1 AND status <> 'open'`,
    [instance.id],
  );
  return rows.map(({ key }) => key);
}

async function gruppenOfTasks(tx: Transaction, instanceId: string, keys: string[]): Promise<string[]> {
  const rows = await tx.query<{ gruppe: string }[]>(
    `SELECT unnest(candidate_groups) AS gruppe FROM user_task WHERE instance_id = $1 AND key = ANY($2)`,
    [instanceId, keys],
  );
  return rows.map(({ gruppe }) => gruppe);
}
