import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { api, daten } from '../../api/client.js';
import { useEinmal } from '../../api/einmal.js';
import { ApiFehler } from '../../api/fehler.js';
import { useIch } from '../../api/ich.js';
import type { Antworten, Schema } from '../../api/typen.js';
import { useVorgang } from '../../api/vorgaenge.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { ablageKey, deleteAblage } from '../../formulare/ablage.js';
import { Formular } from '../../formulare/Formular.js';
import { useFormular } from '../../formulare/lesen.js';
import { Seite } from '../../layout/Seite.js';

/** Raises an Anliegen from a case, without anything about the person. */
export function AnliegenMelden() {
  const { id = '' } = useParams();
  const vorgang = useVorgang(id);
  const formular = useQuery({
    queryKey: ['vorgaenge', 'anliegenformular', id],
    queryFn: () => daten(api.GET('/api/vorgaenge/{id}/anliegen/formular', { params: { path: { id } } })),
    staleTime: Infinity,
  });
  return (
    <Abfrage abfrage={formular}>
      {({ schema }) => (
        <Seite titel="Anliegen aus diesem Fall melden" vorzeile={vorgang.data?.referenz ?? ''} schmal>
          <p className="kern-body">
            Ein Anliegen beschreibt ein Problem, das nicht nur diesen einen Menschen trifft: eine Lücke im
            Angebot, unklare Zuständigkeiten, eine Regel, die niemandem hilft. Es geht den Weg durch die
            Gremien, bis es gelöst ist. Am Ende bekommen Sie Bescheid.
          </p>
          <Hinweis art="warning" titel="Bitte ohne Angaben zur Person">
            <p className="kern-body">
              Andere Kommunen und Gremien lesen mit. Schreiben Sie keine Namen, Geburtsdaten, Adressen oder
              Aktenzeichen und nichts, woran man die Person erkennen könnte.
            </p>
          </Hinweis>
          <Eingabe vorgangId={id} schema={schema} />
          <p>
            <Link to={`/vorgaenge/${id}`}>Zurück zum Vorgang, ohne ein Anliegen zu melden</Link>
          </p>
        </Seite>
      )}
    </Abfrage>
  );
}

function Eingabe({ vorgangId, schema }: { vorgangId: string; schema: Schema }) {
  const form = useFormular(schema);
  const client = useQueryClient();
  const navigate = useNavigate();
  const schluesselFor = useEinmal();
  const konto = useIch().data?.id;
  const ablage = konto && ablageKey(konto, `anliegen.${vorgangId}`);
  const melden = useMutation({
    mutationFn: (antworten: Antworten) =>
      daten(
        api.POST('/api/vorgaenge/{id}/anliegen', {
          params: { path: { id: vorgangId }, header: { 'Idempotency-Key': schluesselFor(antworten) } },
          body: { antworten },
        }),
      ),
    onSuccess: async ({ id }) => {
      if (ablage) deleteAblage(ablage);
      await client.invalidateQueries({ queryKey: ['vorgaenge'] });
      await navigate(`/vorgaenge/${id}`);
    },
  });
  if (!form) return <Hinweis art="danger" titel="Das Formular lässt sich gerade nicht anzeigen" />;
  const amFeld = melden.error instanceof ApiFehler && melden.error.fehler.length > 0;
  return (
    <>
      <Formular
        form={form}
        werte={{}}
        absenden="Anliegen melden"
        beschaeftigt={melden.isPending}
        fehler={melden.error}
        ablage={ablage}
        onAbsenden={(antworten) => melden.mutate(antworten)}
      />
      {melden.error && !amFeld ? (
        <FehlerHinweis fehler={melden.error} titel="Das Anliegen ist noch nicht gemeldet" />
      ) : null}
    </>
  );
}
