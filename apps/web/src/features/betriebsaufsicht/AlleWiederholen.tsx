import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Stoerungsart } from '../../api/betrieb.js';
import { api, daten } from '../../api/client.js';
import { createSchluessel } from '../../api/einmal.js';
import { useFehlerfokus } from '../../bausteine/fehlerfokus.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Begruendung, reicht } from './Begruendung.js';

/** Retries all incidents of one kind, once their cause is gone. */
export function AlleWiederholen({ art }: { art: Stoerungsart }) {
  const [begruendung, setBegruendung] = useState('');
  const [fehlt, setFehlt] = useState(false);
  const [schluessel] = useState(createSchluessel);
  const queries = useQueryClient();
  const { form, tried } = useFehlerfokus();
  const navigate = useNavigate();
  const { prozess, elementId: element, code, anzahl, name } = art;
  const wiederholen = useMutation({
    mutationFn: () =>
      daten(
        api.POST('/api/betrieb/stoerungen/wiederholen', {
          params: { header: { 'Idempotency-Key': schluessel } },
          body: { prozess, element, code, begruendung },
        }),
      ),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['betrieb'] });
      await navigate(`/betrieb/laeufe/${id}`);
    },
  });
  return (
    <details className="zst-klappe zst-kasten">
      <summary>
        {anzahl === 1 ? 'Diese Störung' : `Alle ${anzahl} Störungen`} bei „{name}“ neu versuchen
      </summary>
      <form
        className="zst-stapel zst-stapel--eng"
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          setFehlt(!reicht(begruendung));
          tried();
          if (reicht(begruendung) && !wiederholen.isPending) wiederholen.mutate();
        }}
      >
        <p>
          Das hilft, wenn die Ursache behoben ist, zum Beispiel weil ein Dienst wieder erreichbar ist. Was
          dann noch hakt, bleibt als Störung stehen.
        </p>
        <Begruendung
          wert={begruendung}
          fehler={fehlt && !reicht(begruendung) ? 'Bitte schreiben Sie mindestens zehn Zeichen.' : undefined}
          onWert={setBegruendung}
        />
        {wiederholen.isError ? <FehlerHinweis fehler={wiederholen.error} /> : null}
        <p>
          <Knopf type="submit" beschaeftigt={wiederholen.isPending}>
            Neu versuchen
          </Knopf>
        </p>
      </form>
    </details>
  );
}
