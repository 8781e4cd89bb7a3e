import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, daten } from '../../api/client.js';
import type { components } from '../../api/generated/schema.js';

type Schemas = components['schemas'];
export type Webhook = Schemas['Webhook'];
export type WebhookEingabe = Schemas['WebhookEingabe'];
export type Ereignisart = Schemas['EreignisartDto'];
export type Zustellung = Schemas['ZustellungEintrag'];
export type Stand = 'gescheitert' | 'wartet';

const WEBHOOKS = ['webhooks'];
const ZUSTELLUNGEN = ['zustellungen'];

export const useWebhooks = () =>
  useQuery({ queryKey: WEBHOOKS, queryFn: () => daten(api.GET('/api/webhooks')) });

export const useZustellungen = (stand: Stand) =>
  useInfiniteQuery({
    queryKey: [...ZUSTELLUNGEN, stand],
    queryFn: ({ pageParam }) =>
      daten(
        api.GET('/api/zustellungen', {
          params: { query: { stand, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (seite) => seite.weiter,
    refetchInterval: 30_000,
  });

const path = (id: string) => ({ params: { path: { id } } });

/** A change of webhooks; afterwards everything is read anew. */
function useChange<Eingabe, Antwort>(change: (eingabe: Eingabe) => Promise<Antwort>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: WEBHOOKS });
      await client.invalidateQueries({ queryKey: ZUSTELLUNGEN });
    },
  });
}

export const useSpeichern = (id: string | null) =>
  useChange(async (body: WebhookEingabe): Promise<{ geheimnis?: string }> => {
    if (id === null) return daten(api.POST('/api/webhooks', { body }));
    await daten(api.PUT('/api/webhooks/{id}', { ...path(id), body }));
    return {};
  });
export const useLoeschen = () => useChange((id: string) => daten(api.DELETE('/api/webhooks/{id}', path(id))));
export const useErneuern = () =>
  useChange((id: string) => daten(api.POST('/api/webhooks/{id}/geheimnis', path(id))));
export const useProbe = () =>
  useMutation({ mutationFn: (id: string) => daten(api.POST('/api/webhooks/{id}/probe', path(id))) });

export const useWiederholen = () =>
  useChange((ids: string[] | null) =>
    daten(api.POST('/api/zustellungen/wiederholen', { body: ids ? { ids } : {} })),
  );
export const useVerwerfen = () =>
  useChange((auswahl: { ids: string[]; begruendung: string }) =>
    daten(api.POST('/api/zustellungen/verwerfen', { body: auswahl })),
  );
