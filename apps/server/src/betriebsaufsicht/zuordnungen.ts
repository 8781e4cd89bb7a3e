import type { MigrationPlan } from '@zusteuerung/runtime';
import type { Paket } from '../pakete/pakete.js';
import type { ElementKurz } from './betriebsaufsicht.dto.js';
import type { OffeneZuordnung } from './umzuege.dto.js';

interface Vergleich {
  alt: Paket;
  neu: Paket;
  prozess: string;
}

/** The elements of the old version that need one of the new in their place, with those of the same kind there. */
export function zuordnungenOf(
  { alt, neu, prozess }: Vergleich,
  plans: MigrationPlan[],
  gewaehlt: Record<string, string>,
): OffeneZuordnung[] {
  const counts = new Map<string, number>(Object.keys(gewaehlt).map((id) => [id, 0]));
  for (const { problems } of plans)
    for (const id of new Set(problems.flatMap(({ elementId }) => elementId ?? [])))
      counts.set(id, (counts.get(id) ?? 0) + 1);
  const places = elementsOf(neu, prozess);
  return [...counts].flatMap(([elementId, anzahl]) => {
    const element = alt.elemente.get(elementId);
    if (!element) return [];
    const moeglich = places.filter(({ art }) => art === element.type);
    return [{ elementId, name: element.name, art: element.type, anzahl, moeglich }];
  });
}

function elementsOf({ definition, elemente }: Paket, prozess: string): ElementKurz[] {
  const scopes = [...(definition.processes.get(prozess)?.scopes.values() ?? [])];
  const ids = new Set(scopes.flatMap((scope) => [...scope.nodes.keys()]));
  return [...ids]
    .map((id) => ({
      elementId: id,
      name: elemente.get(id)?.name ?? id,
      art: elemente.get(id)?.type ?? '',
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'de'));
}
