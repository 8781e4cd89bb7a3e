import { describeMeldestatus, parseGruppe } from '@zusteuerung/domain';
import {
  Beteiligung,
  Organisation,
  Rueckmeldung,
  Vorgang,
  type StepNotice,
  type Transaction,
} from '@zusteuerung/runtime';
import { In } from 'typeorm';

/** The last value that elements entered in this step set for a property. */
function lastProperty(notice: StepNotice, name: string): string | undefined {
  return notice.events.findLast(
    ({ type, properties }) => type === 'elementActivated' && properties?.[name] !== undefined,
  )?.properties?.[name];
}

function statusOf(vorgang: Vorgang, notice: StepNotice): Pick<Vorgang, 'status' | 'stufe'> {
  const ended = notice.events.some(({ type }) => type === 'instanceCompleted');
  if (vorgang.art === 'meldung')
    return { status: lastProperty(notice, 'meldestatus') ?? vorgang.status, stufe: null };
  const stufe = ended ? 'abgeschlossen' : (lastProperty(notice, 'stufe') ?? vorgang.stufe ?? 'fall');
  return { status: ended ? 'abgeschlossen' : 'in_pruefung', stufe };
}

async function connectOrganisationen(tx: Transaction, vorgang: Vorgang, notice: StepNotice): Promise<void> {
  const gruppen = notice.effects
    .flatMap((effect) => (effect.type === 'openUserTask' ? effect.candidateGroups : []))
    .flatMap((text) => parseGruppe(text) ?? []);
  if (gruppen.length === 0) return;
  const wanted = [...new Set(gruppen.map(({ organisation }) => organisation))];
  const known = await tx.findBy(Organisation, { tenantId: vorgang.tenantId, id: In(wanted) });
  for (const { id } of known) await connectOrganisation(tx, vorgang, id, 'bearbeitung', notice.at);
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

/** Keeps what people see of a Vorgang (status, level, organisations, feedback) in line with its process. */
export async function projectStep(tx: Transaction, notice: StepNotice): Promise<void> {
  const { tenantId, businessKey } = notice.instance;
  if (!businessKey) return;
  const vorgang = await tx.findOneBy(Vorgang, { tenantId, referenz: businessKey });
  if (!vorgang) return;
  const next = statusOf(vorgang, notice);
  await tx.update(Vorgang, { id: vorgang.id }, { ...next, updatedAt: notice.at });
  if (vorgang.art === 'meldung' && next.status !== vorgang.status && !tellsItself(notice))
    await tx.insert(Rueckmeldung, {
      vorgangId: vorgang.id,
      tenantId,
      text: describeMeldestatus(next.status).satz,
      at: notice.at,
    });
  await connectOrganisationen(tx, vorgang, notice);
}
