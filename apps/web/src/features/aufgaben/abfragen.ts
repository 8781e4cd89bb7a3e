import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, daten } from '../../api/client.js';
import { useEinmal } from '../../api/einmal.js';
import type { Antworten, AufgabenFilter } from '../../api/typen.js';

const ALLE_30_SEKUNDEN = 30_000;

/** The inbox, page by page; looks for news every 30 seconds while the page is visible. */
export const useAufgaben = (filter: AufgabenFilter) =>
  useInfiniteQuery({
    queryKey: ['aufgaben', 'liste', filter],
    queryFn: ({ pageParam }) =>
      daten(
        api.GET('/api/aufgaben', {
          params: { query: { filter, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (seite) => seite.weiter,
    refetchInterval: ALLE_30_SEKUNDEN,
  });

export const useAufgabe = (id: string) =>
  useQuery({
    queryKey: ['aufgaben', 'eine', id],
    queryFn: () => daten(api.GET('/api/aufgaben/{id}', { params: { path: { id } } })),
  });

/** Taking a task on, giving it back, finishing it; afterwards everything about tasks and cases is read anew. */
export function useAufgabeBearbeiten(id: string) {
  const client = useQueryClient();
  const params = { path: { id } };
  const schluesselFor = useEinmal();
  const refresh = () => {
    // Who goes on to the case must not see for a moment how it was before.
    client.removeQueries({ queryKey: ['vorgaenge'], type: 'inactive' });
    return Promise.all([
      client.invalidateQueries({ queryKey: ['aufgaben'] }),
      client.invalidateQueries({ queryKey: ['vorgaenge'] }),
    ]);
  };
  return {
    refresh,
    claim: useMutation({
      mutationFn: () => daten(api.POST('/api/aufgaben/{id}/uebernehmen', { params })),
      onSettled: refresh,
    }),
    release: useMutation({
      mutationFn: () => daten(api.POST('/api/aufgaben/{id}/zurueckgeben', { params })),
      onSettled: refresh,
    }),
    complete: useMutation({
      mutationFn: (antworten: Antworten) =>
        daten(
          api.POST('/api/aufgaben/{id}/abschliessen', {
            params: { ...params, header: { 'Idempotency-Key': schluesselFor(antworten) } },
            body: { antworten },
          }),
        ),
    }),
  };
}

export type Bearbeitung = ReturnType<typeof useAufgabeBearbeiten>;
