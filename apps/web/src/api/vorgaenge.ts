import { useQuery } from '@tanstack/react-query';
import { api, daten } from './client.js';

const GERADE = 15_000;
const bewegungen = new WeakMap<object, { stand: string | undefined; seit: number }>();

/** A case that has just been opened or has just moved may move on by itself: look again soon. */
function nextLook(abfrage: object, stand: string | undefined): number {
  const bisher = bewegungen.get(abfrage);
  if (bisher?.stand !== stand || bisher === undefined) bewegungen.set(abfrage, { stand, seit: Date.now() });
  const seit = bewegungen.get(abfrage)?.seit ?? 0;
  return Date.now() - seit < GERADE ? 2_000 : 20_000;
}

/** One case with everything one may see of it. */
export const useVorgang = (id: string) =>
  useQuery({
    queryKey: ['vorgaenge', 'einer', id],
    queryFn: () => daten(api.GET('/api/vorgaenge/{id}', { params: { path: { id } } })),
    refetchInterval: (abfrage) => nextLook(abfrage, abfrage.state.data?.geaendertAm),
  });
