import { useQuery } from '@tanstack/react-query';
import { api, daten } from './client.js';

/** One case with everything one may see of it. */
export const useVorgang = (id: string) =>
  useQuery({
    queryKey: ['vorgaenge', 'einer', id],
    queryFn: () => daten(api.GET('/api/vorgaenge/{id}', { params: { path: { id } } })),
    refetchInterval: 60_000,
  });
