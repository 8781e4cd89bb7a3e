import { parkedWaits, type Transaction } from '@zusteuerung/runtime';
import type { Paket } from '../pakete/pakete.js';
import type { PositionDto } from '../vorgaenge/vorgaenge.dto.js';

/** What can be done about a deadline or a message that would pass the case on although no consent that holds allows it. */
export const WAS_TUN =
  'Eine Frist ist abgelaufen oder eine Nachricht da, und als Nächstes bekäme eine weitere Stelle den Fall. Die Einwilligung ist widerrufen oder nennt diese Stelle nicht, deshalb geschieht das nicht. Liegt eine neue Einwilligung vor, die sie nennt, erfassen Sie sie unter „Datenschutz“: Dann geht es von selbst weiter. Sonst erledigen Sie die offene Aufgabe auf einem Weg ohne Weitergabe, oder die Koordinierungsstelle beendet den Fall.';

/** What people call the event that would let the case go on. */
export function nameOfEreignis(paket: Paket, elementId: string): string {
  const name = paket.elemente.get(elementId)?.name;
  return name && name !== elementId ? name : 'Ein Ereignis';
}

/** The places where a case waits for a new consent, and the keys of their wait states. */
export async function readWartende(
  tx: Transaction,
  paket: Paket,
  instanceId: string,
): Promise<{ keys: Set<string>; places: PositionDto[] }> {
  const parked = await parkedWaits(tx, instanceId);
  return {
    keys: new Set(parked.map(({ key }) => key)),
    places: parked.map(({ elementId, since }) => ({
      elementId,
      name: nameOfEreignis(paket, elementId),
      seit: since.toISOString(),
      worauf: 'wartet auf eine neue Einwilligung',
      warumHier: WAS_TUN,
    })),
  };
}
