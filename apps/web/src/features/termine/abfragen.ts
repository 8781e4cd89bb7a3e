import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, daten } from '../../api/client.js';
import { useEinmal } from '../../api/einmal.js';
import type { components } from '../../api/generated/schema.js';

type Schemas = components['schemas'];
export type Termin = Schemas['TerminDto'];
export type TerminEingabe = Schemas['TerminEingabe'];
export type TerminAuswahl = Schemas['TerminAuswahl'];

const TERMINE = ['termine'];
const JEDE_MINUTE = 60_000;

/** The meetings about one Vorgang, and whether one may plan more. */
export const useTermine = (id: string) =>
  useQuery({
    queryKey: [...TERMINE, 'vorgang', id],
    queryFn: () => daten(api.GET('/api/vorgaenge/{id}/termine', { params: { path: { id } } })),
    refetchInterval: JEDE_MINUTE,
  });

/** What is ahead for whoever is signed in. */
export const useMeineTermine = () =>
  useQuery({
    queryKey: [...TERMINE, 'meine'],
    queryFn: () => daten(api.GET('/api/termine')),
    refetchInterval: JEDE_MINUTE,
  });

/** Kinds with their titles, and who can be invited. */
export const useTerminAuswahl = (id: string) =>
  useQuery({
    queryKey: [...TERMINE, 'auswahl', id],
    queryFn: () => daten(api.GET('/api/vorgaenge/{id}/termine/auswahl', { params: { path: { id } } })),
  });

/** A change of meetings; afterwards, also when somebody was quicker, all of them are read anew. */
function useChange<Eingabe>(change: (eingabe: Eingabe) => Promise<Termin>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: TERMINE }),
  });
}

/** Plans a meeting, or says all of `termin` anew. */
export function useSpeichern(id: string, termin: string | null) {
  const schluesselFor = useEinmal();
  return useChange((body: TerminEingabe) => {
    const header = { 'Idempotency-Key': schluesselFor(body) };
    return daten(
      termin === null
        ? api.POST('/api/vorgaenge/{id}/termine', { params: { path: { id }, header }, body })
        : api.PUT('/api/vorgaenge/{id}/termine/{termin}', { params: { path: { id, termin }, header }, body }),
    );
  });
}

export const useAbsagen = (id: string) =>
  useChange((termin: string) =>
    daten(api.DELETE('/api/vorgaenge/{id}/termine/{termin}', { params: { path: { id, termin } } })),
  );
