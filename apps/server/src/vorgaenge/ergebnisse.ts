import { parseGruppe } from '@zusteuerung/domain';
import { UserTask, type Transaction } from '@zusteuerung/runtime';
import { describeGruppen } from '../meldungen/eingabe.js';
import type { Paket } from '../pakete/pakete.js';
import { readOrganisationen } from '../zugriff/namen.js';
import type { Ergebnis } from './vorgaenge.dto.js';

/** What people answered to the tasks done so far, oldest first: the next one decides knowing it. No personal data. */
export async function readErgebnisse(tx: Transaction, paket: Paket, instanceId: string): Promise<Ergebnis[]> {
  const tasks = await tx.find(UserTask, {
    where: { instanceId, status: 'completed' },
    order: { completedAt: 'ASC', createdAt: 'ASC' },
  });
  const organisationen = await readOrganisationen(tx, paket.kommune.id);
  return tasks.flatMap(({ name, formId, result, completedAt, candidateGroups }) => {
    const form = formId && paket.forms.get(formId);
    if (!form || !result || !completedAt) return [];
    const eintraege = describeGruppen(form, result, false).flatMap((gruppe) => gruppe.eintraege);
    if (eintraege.length === 0) return [];
    const organisation = parseGruppe(candidateGroups[0] ?? '')?.organisation ?? '';
    const wer = organisationen.get(organisation) ?? null;
    return [{ aufgabe: name, am: completedAt.toISOString(), wer, eintraege }];
  });
}
