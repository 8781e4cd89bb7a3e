import type { Position } from '@zusteuerung/engine';
import { UserTask, type Transaction } from '@zusteuerung/runtime';
import { readWartende } from '../datenschutz/warten.js';
import type { Paket } from '../pakete/pakete.js';
import { nameOfGruppe, readOrganisationen } from '../zugriff/namen.js';
import type { PositionDto } from './vorgaenge.dto.js';

type Warten = Position['waitingFor'];

const WORAUF: Record<Exclude<Warten, 'join' | 'children'>, (detail: string | null) => string> = {
  userTask: () => 'wartet auf die Bearbeitung der Aufgabe',
  job: () => 'wird gerade versendet oder verarbeitet',
  timer: (detail) => (detail ? `wartet bis ${formatZeitpunkt(detail)}` : 'wartet auf einen Zeitpunkt'),
  message: () => 'wartet auf eine Nachricht',
  signal: () => 'wartet auf ein Signal',
  condition: () => 'wartet auf eine Bedingung',
  incident: (detail) => `Störung${detail ? ` (${detail})` : ''}: bitte die Administration informieren`,
};

/** What a place waits for, as the end of a sentence. */
export const worauf = (waitingFor: keyof typeof WORAUF, detail: string | null): string =>
  WORAUF[waitingFor](detail);

/** An instant as people write it, in German time. */
export function formatZeitpunkt(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return new Intl.DateTimeFormat('de-DE', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Berlin',
  }).format(date);
}

/** For whom an open task waits: `Caritas Rheine (Case Management)`. */
function bearbeiterOf(
  { candidateGroups }: UserTask,
  organisationen: ReadonlyMap<string, string>,
): string | null {
  const texte = candidateGroups.flatMap((text) => nameOfGruppe(text, organisationen) ?? []);
  return texte.length > 0 ? `wartet auf ${texte.join(' oder ')}` : null;
}

/** Where the case stands and why, without joins and containers, which only hold others. */
export async function describePositionen(
  tx: Transaction,
  paket: Paket,
  { instanceId, positions }: { instanceId: string; positions: Position[] },
): Promise<PositionDto[]> {
  const tasks = await tx.findBy(UserTask, { instanceId, status: 'open' });
  const organisationen = await readOrganisationen(tx, paket.kommune.id);
  const wartende = await readWartende(tx, paket, instanceId);
  const places = positions.flatMap(({ elementId, elementName, since, waitingFor, detail, key }) => {
    if (waitingFor === 'join' || waitingFor === 'children' || wartende.keys.has(key)) return [];
    const element = paket.elemente.get(elementId);
    const task = tasks.find((entry) => entry.key === key);
    return [
      {
        elementId,
        name: element?.name ?? elementName ?? elementId,
        seit: since,
        worauf: (task && bearbeiterOf(task, organisationen)) ?? WORAUF[waitingFor](detail),
        warumHier: element?.properties['hilfe'] ?? null,
      },
    ];
  });
  return [...places, ...wartende.places];
}
