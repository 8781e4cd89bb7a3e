import { useQuery } from '@tanstack/react-query';
import { api, daten } from './client.js';

const selten = 5 * 60_000;

export const useKommunen = () =>
  useQuery({
    queryKey: ['kommunen'],
    queryFn: () => daten(api.GET('/api/oeffentlich/kommunen')),
    staleTime: selten,
  });

export const useKommune = (kommune: string) =>
  useQuery({
    queryKey: ['kommunen', kommune],
    queryFn: () => daten(api.GET('/api/oeffentlich/kommunen/{kommune}', { params: { path: { kommune } } })),
    staleTime: selten,
  });
