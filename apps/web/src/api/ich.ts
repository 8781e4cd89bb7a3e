import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query';
import { deleteAblagen } from '../formulare/ablage.js';
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

/** Somebody else is at the desk: what the one before could see is forgotten. */
export async function changeIch(client: QueryClient, ich: Ich): Promise<void> {
  // A question asked before signing in must not answer "nobody" afterwards.
  await client.cancelQueries({ queryKey: ichQuery.queryKey });
  deleteAblagen(ich.id);
  client.setQueryData(ichQuery.queryKey, ich);
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ichQuery.queryKey[0] });
}
