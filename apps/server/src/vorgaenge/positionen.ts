import type { Position } from '@zusteuerung/engine';
import type { Paket } from '../pakete/pakete.js';
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

/** Where the case stands and why, without joins and containers, which only hold others. */
export function describePositionen(paket: Paket, positions: Position[]): PositionDto[] {
  return positions.flatMap(({ elementId, elementName, since, waitingFor, detail }) => {
    if (waitingFor === 'join' || waitingFor === 'children') return [];
    const element = paket.elemente.get(elementId);
    return [
      {
        elementId,
        name: element?.name ?? elementName ?? elementId,
        seit: since,
        worauf: WORAUF[waitingFor](detail),
        warumHier: element?.properties['hilfe'] ?? null,
      },
    ];
  });
}
