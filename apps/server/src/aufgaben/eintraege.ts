import { parseGruppe } from '@zusteuerung/domain';
import { Vorgang, type Transaction, type UserTask } from '@zusteuerung/runtime';
import { In } from 'typeorm';
import { readKonten, readOrganisationen } from '../zugriff/namen.js';
import { gruppenOf, type Zugriff } from '../zugriff/zugriff.js';
import type { AufgabeEintrag, VorgangBezug } from './aufgaben.dto.js';

const STATUS = { open: 'offen', completed: 'erledigt', cancelled: 'entfallen' } as const;

export const bezugOf = ({ id, referenz, art, titel }: Vorgang): VorgangBezug => ({
  id,
  referenz,
  art,
  titel,
});

/** Members of a body see tasks of Anliegen only, never those of a person's case. */
export function mySide(zugriff: Zugriff, task: UserTask, vorgang: Vorgang): string | null {
  const mine = task.candidateGroups.filter((gruppe) => gruppenOf(zugriff).includes(gruppe));
  return (
    mine.find((gruppe) => vorgang.art === 'anliegen' || parseGruppe(gruppe)?.rolle !== 'gremium') ?? null
  );
}

/** Tasks as a person sees them, in the given order; those that are none of their business are left out. */
export async function describeTasks(
  tx: Transaction,
  zugriff: Zugriff,
  tasks: UserTask[],
): Promise<AufgabeEintrag[]> {
  if (tasks.length === 0) return [];
  const instanceIds = [...new Set(tasks.map(({ instanceId }) => instanceId))];
  const vorgaenge = await tx.find(Vorgang, {
    where: { tenantId: zugriff.tenant, instanceId: In(instanceIds) },
  });
  const byInstance = new Map(vorgaenge.map((vorgang) => [vorgang.instanceId, vorgang]));
  const organisationen = await readOrganisationen(tx, zugriff.tenant);
  const konten = await readKonten(
    tx,
    tasks.map(({ claimedBy }) => claimedBy),
  );
  return tasks.flatMap((task) => {
    const vorgang = byInstance.get(task.instanceId);
    const gruppe = vorgang && mySide(zugriff, task, vorgang);
    if (!vorgang || !gruppe) return [];
    const organisation = parseGruppe(gruppe)?.organisation ?? gruppe;
    return [
      {
        id: task.id,
        name: task.name,
        status: STATUS[task.status],
        vorgang: bezugOf(vorgang),
        gruppe,
        organisation: { id: organisation, name: organisationen.get(organisation) ?? organisation },
        seit: task.createdAt.toISOString(),
        faelligAm: task.dueAt?.toISOString() ?? null,
        ueberfaellig: task.status === 'open' && task.dueAt !== null && task.dueAt.getTime() < Date.now(),
        uebernommenVon: task.claimedBy
          ? { id: task.claimedBy, name: konten.get(task.claimedBy) ?? 'System' }
          : null,
      },
    ];
  });
}
