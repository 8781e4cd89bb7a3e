import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Ablauf, Eingriff } from '../../api/betrieb.js';
import { api, daten } from '../../api/client.js';
import { createSchluessel } from '../../api/einmal.js';

export type EingriffArt = Eingriff['art'];

export const arten: Record<EingriffArt, { text: string; hilfe: string }> = {
  wiederholen: {
    text: 'Noch einmal versuchen',
    hilfe: 'Wenn die Ursache behoben ist.',
  },
  variablen: {
    text: 'Variablen ändern',
    hilfe: 'Der Vorgang bleibt, wo er ist, und rechnet mit den neuen Werten.',
  },
  versetzen: {
    text: 'An eine andere Stelle versetzen',
    hilfe: 'Aufgaben und Fristen der alten Stelle entfallen, die der neuen entstehen.',
  },
  eskalieren: { text: 'Eskalieren', hilfe: 'Löst aus, was der Ablauf für diesen Fall vorsieht.' },
  abbrechen: {
    text: 'Vorgang abbrechen',
    hilfe: 'Alles Offene entfällt. Das lässt sich nicht rückgängig machen.',
  },
};

/** What may be done with this instance now, the most likely first. */
export function artenFor({ stellen, darfEingreifen }: Ablauf): EingriffArt[] {
  const gestoert = stellen.some(({ stoerung }) => stoerung);
  const eskalierbar = stellen.some(({ eskalationen }) => eskalationen.length > 0);
  return [
    ...(gestoert ? (['wiederholen'] as const) : []),
    ...(darfEingreifen ? (['variablen', 'versetzen'] as const) : []),
    ...(darfEingreifen && eskalierbar ? (['eskalieren'] as const) : []),
    ...(darfEingreifen ? (['abbrechen'] as const) : []),
  ];
}

export const useVorschau = (id: string) =>
  useMutation({
    mutationFn: (body: Eingriff) =>
      daten(api.POST('/api/betrieb/ablaeufe/{id}/vorschau', { params: { path: { id } }, body })),
  });

/** Does it once, however often it is sent; afterwards all of "Betrieb" and the cases are read anew. */
export function useAusfuehren(id: string) {
  const queries = useQueryClient();
  const [schluessel] = useState(createSchluessel);
  return useMutation({
    mutationFn: (body: Eingriff) =>
      daten(
        api.POST('/api/betrieb/ablaeufe/{id}/eingriff', {
          params: { path: { id }, header: { 'Idempotency-Key': schluessel } },
          body,
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['betrieb'] });
      void queries.invalidateQueries({ queryKey: ['vorgaenge'] });
    },
  });
}
