import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api, daten } from '../../api/client.js';
import { ApiFehler } from '../../api/fehler.js';
import { problemsOf } from '../../formulare/lesen.js';
import { deleteEntwurf, prepareAbsendung, writeQuittung } from './entwurf.js';
import type { AssistentZustand } from './useAssistent.js';

/** Sends the Meldung; the same answers carry the same key, so trying again never reports twice. */
export function useAbsenden(kommune: string, zugang: string, zustand: AssistentZustand) {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => {
      const entwurf = prepareAbsendung(zustand.entwurf);
      zustand.save(entwurf);
      return daten(
        api.POST('/api/oeffentlich/kommunen/{kommune}/meldungen', {
          params: { path: { kommune }, header: { 'Idempotency-Key': entwurf.absendung.schluessel } },
          body: { zugang, antworten: entwurf.antworten },
        }),
      );
    },
    onSuccess: async (quittung) => {
      writeQuittung(kommune, zugang, quittung);
      deleteEntwurf(kommune, zugang);
      await navigate(`/${kommune}/melden/${zugang}/eingegangen`, { replace: true });
    },
    onError: (error) => {
      if (error instanceof ApiFehler && error.status === 422) zustand.showFehler(problemsOf(error.fehler));
    },
  });
}
