import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, daten } from './client.js';
import { ApiFehler } from './fehler.js';
import type { Ich } from './typen.js';

async function loadIch(): Promise<Ich | null> {
  try {
    return await daten(api.GET('/api/ich'));
  } catch (error) {
    if (error instanceof ApiFehler && error.status === 401) return null;
    throw error;
  }
}

export const ichQuery = queryOptions({ queryKey: ['ich'], queryFn: loadIch, staleTime: 60_000 });

/** Who is signed in; null: nobody. */
export const useIch = () => useQuery(ichQuery);
