import { useQuery } from '@tanstack/react-query';
import { api, daten } from './client.js';

const GERADE = 15_000;

/** A case that has just moved may still be sending its e-mails: look again soon. */
function nextLook(geaendertAm: string | undefined): number {
  const bewegt = geaendertAm !== undefined && Date.now() - Date.parse(geaendertAm) < GERADE;
  return bewegt ? 2_000 : 60_000;
}

/** One case with everything one may see of it. */
export const useVorgang = (id: string) =>
  useQuery({
    queryKey: ['vorgaenge', 'einer', id],
    queryFn: () => daten(api.GET('/api/vorgaenge/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => nextLook(state.data?.geaendertAm),
  });
