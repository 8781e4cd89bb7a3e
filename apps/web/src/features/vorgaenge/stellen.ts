import type { Diagramm } from '../../api/typen.js';

/**
 * Where to look first in a diagram: what is disturbed, active, or was done last. Flows have no place of their own; they
 * are the last that was done where a case was cancelled.
 */
export function listStellen(
  { stoerung, aktiv, erledigt }: Pick<Diagramm, 'stoerung' | 'aktiv' | 'erledigt'>,
  hasPlace: (id: string) => boolean,
): string[] {
  return [...stoerung.filter(hasPlace), ...aktiv.filter(hasPlace), ...erledigt.filter(hasPlace).slice(-1)];
}
