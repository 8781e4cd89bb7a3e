import { describeMeldestatus, parseGruppe } from '@zusteuerung/domain';
import {
  Beteiligung,
  runPrepared,
  type Statement,
  type StepNotice,
  type Transaction,
  type Vorgang,
} from '@zusteuerung/runtime';
import { EinwilligungFehlt } from '../datenschutz/einwilligung-fehlt.js';
import { endBeteiligungen } from './beteiligung-ende.js';
import { NUR_BENACHRICHTIGT } from '../zugriff/sichtbarkeit.js';

// $1 tenant, $2 reference, $3 instant, $4 new public status or null, $5 whether the process ended, $6 new level or
// null, $7 words for the reporter when the status changes (or null), $8 organisations that get a task, $9 those of them
// that get it because the person agreed. Without a consent that names it, nobody gets to know the case who does not know
// it. The Koordinierungsstelle sees each case anyway, without the person; it gets its task, and no more than that.
const project: Statement = {
  name: 'project-step',
  text: `WITH alt AS (
    SELECT id, art, status, stufe, widerruf_at FROM vorgang WHERE tenant_id = $1::text AND referenz = $2 FOR UPDATE
  ), gesagt AS (
    INSERT INTO rueckmeldung (vorgang_id, tenant_id, text, at)
    SELECT id, $1, $7::text, $3::timestamptz FROM alt WHERE art = 'meldung' AND status <> $4 AND $7 IS NOT NULL
  ), aufgabe AS (
    SELECT alt.id AS vorgang, o.id, o.name, o.art = 'koordinierungsstelle' AS steuert,
           o.id = ANY($9::text[]) AND CASE WHEN EXISTS (
             SELECT 1 FROM beteiligung b WHERE b.vorgang_id = alt.id AND b.organisation_id = o.id AND b.bis IS NULL
               AND b.art <> '${NUR_BENACHRICHTIGT}') THEN false ELSE einwilligung_fehlt(alt.id, o.id) END AS unerlaubt
    FROM alt, organisation o WHERE o.tenant_id = $1 AND o.id = ANY($8::text[])
  ), neu AS (
    UPDATE vorgang v SET updated_at = $3::timestamptz,
      status = CASE WHEN v.art = 'meldung' THEN coalesce($4::text, v.status)
                    WHEN $5::boolean THEN 'abgeschlossen' ELSE 'in_pruefung' END,
      stufe = CASE WHEN v.art = 'meldung' THEN NULL
                   WHEN $5 THEN 'abgeschlossen' ELSE coalesce($6::text, v.stufe, 'fall') END,
      -- as the rows of beteiligung will have it, so that the case is written once
      beteiligte = v.beteiligte || ARRAY(SELECT id FROM aufgabe WHERE NOT id = ANY (v.beteiligte))
    FROM alt WHERE v.id = alt.id
  ), beteiligt AS (
    INSERT INTO beteiligung (vorgang_id, tenant_id, organisation_id, art, von)
    SELECT vorgang, $1, id, CASE WHEN unerlaubt THEN '${NUR_BENACHRICHTIGT}' ELSE 'bearbeitung' END, $3 FROM aufgabe
    ON CONFLICT DO NOTHING
  ) SELECT (SELECT jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY name)
              FROM aufgabe WHERE unerlaubt AND NOT steuert) AS unerlaubt,
           EXISTS (SELECT 1 FROM alt WHERE widerruf_at IS NOT NULL) AS widerrufen,
           EXISTS (SELECT 1 FROM webhook w WHERE w.tenant_id = $1 AND w.aktiv) AS webhooks`,
};

interface Projected {
  /** who would get the case without consent; null: nobody */
  unerlaubt: { id: string; name: string }[] | null;
  widerrufen: boolean;
  webhooks: boolean;
}

/** The last value that elements entered in this step set for a property. */
function lastProperty(notice: StepNotice, name: string): string | undefined {
  return notice.events.findLast(
    ({ type, properties }) => type === 'elementActivated' && properties?.[name] !== undefined,
  )?.properties?.[name];
}

/**
 * Organisations that get a task in this step, and those of them that get one because the person agreed: the model names
 * no other legal basis (header `rechtsgrundlage`).
 */
function organisationenOf({ effects }: StepNotice): { alle: string[]; wegenEinwilligung: string[] } {
  const aufgaben = effects.flatMap((effect) => (effect.type === 'openUserTask' ? [effect] : []));
  const of = (tasks: typeof aufgaben) => [
    ...new Set(
      tasks
        .flatMap(({ candidateGroups }) => candidateGroups)
        .flatMap((text) => parseGruppe(text)?.organisation ?? []),
    ),
  ];
  const ohneGrundlage = aufgaben.filter(({ headers }) => !headers['rechtsgrundlage']?.trim());
  return { alle: of(aufgaben), wegenEinwilligung: of(ohneGrundlage) };
}

/** From now on the organisation takes part in the Vorgang; a second time changes nothing. */
export async function connectOrganisation(
  tx: Transaction,
  { id, tenantId }: Vorgang,
  organisationId: string,
  art: string,
  von: Date,
): Promise<void> {
  await tx
    .createQueryBuilder()
    .insert()
    .into(Beteiligung)
    .values({ vorgangId: id, tenantId, organisationId, art, von })
    .orIgnore()
    .execute();
}

/** A task of type `rueckmeldung` tells the reporter in its own words. */
function tellsItself({ effects, events }: StepNotice): boolean {
  return events.some(
    ({ type, elementId, properties }) =>
      type === 'elementActivated' &&
      properties?.['meldestatus'] !== undefined &&
      effects.some(
        (effect) =>
          effect.type === 'openJob' && effect.jobType === 'rueckmeldung' && effect.elementId === elementId,
      ),
  );
}

/**
 * Keeps what people see of a Vorgang (status, level, organisations, feedback) in line with its process, and tells
 * whether the municipality has webhooks.
 */
export async function projectStep(tx: Transaction, notice: StepNotice): Promise<{ webhooks: boolean }> {
  const { tenantId, businessKey } = notice.instance;
  if (!businessKey) return { webhooks: false };
  const is = (wanted: string) => notice.events.some(({ type }) => type === wanted);
  const cancelled = is('instanceTerminated');
  const status = cancelled ? 'abgeschlossen' : (lastProperty(notice, 'meldestatus') ?? null);
  const ended = cancelled || is('instanceCompleted');
  const satz = status === null || tellsItself(notice) ? null : describeMeldestatus(status).satz;
  const { alle, wegenEinwilligung } = organisationenOf(notice);
  const [row] = await runPrepared<Projected>(tx, project, [
    tenantId,
    businessKey,
    notice.at,
    status,
    ended,
    lastProperty(notice, 'stufe') ?? null,
    satz,
    alle,
    wegenEinwilligung,
  ]);
  await endBeteiligungen(tx, notice, status);
  if (row?.unerlaubt) {
    const { unerlaubt: stellen, widerrufen } = row;
    throw new EinwilligungFehlt({ tenant: tenantId, referenz: businessKey, widerrufen, stellen });
  }
  return { webhooks: row?.webhooks ?? false };
}
