import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Umzugsplan, Umzugsvorschau } from '../../api/betrieb.js';
import { api, daten } from '../../api/client.js';
import { createSchluessel } from '../../api/einmal.js';
import { Auswahlfeld } from '../../bausteine/Auswahlfeld.js';
import { useFehlerfokus } from '../../bausteine/fehlerfokus.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Marke } from '../../bausteine/Marke.js';
import { Begruendung, reicht } from './Begruendung.js';

interface Props {
  plan: Umzugsplan;
  vorschau: Umzugsvorschau;
  onZuordnung: (zuordnung: Record<string, string>) => void;
}

const ergebnisse = {
  moeglich: { art: 'success', text: 'kann umziehen' },
  zuordnung: { art: 'warning', text: 'braucht eine Zuordnung' },
  blockiert: { art: 'danger', text: 'kann nicht umziehen' },
} as const;

/** What would become of each case, what must be mapped, and the start. */
export function Umzugspruefung({ plan, vorschau, onZuordnung }: Props) {
  const bleiben = vorschau.brauchtZuordnung + vorschau.blockiert;
  return (
    <>
      <Hinweis art={bleiben === 0 ? 'success' : 'warning'} titel={summary(vorschau)} melden>
        {bleiben > 0 ? (
          <p className="kern-body">Die übrigen bleiben unverändert auf Version {plan.vonVersion}.</p>
        ) : null}
        {vorschau.geprueft < vorschau.anzahl ? (
          <p className="kern-body">
            Geprüft sind die ältesten {vorschau.geprueft}; beim Umzug wird jeder einzeln geprüft.
          </p>
        ) : null}
      </Hinweis>
      <Zuordnungen plan={plan} vorschau={vorschau} onZuordnung={onZuordnung} />
      <Tabelle vorschau={vorschau} />
      {vorschau.moeglich > 0 ? <Beginnen plan={plan} anzahl={vorschau.anzahl} /> : null}
    </>
  );
}

function summary({ anzahl, geprueft, moeglich }: Umzugsvorschau): string {
  if (anzahl === 0) return 'Hier läuft kein Vorgang.';
  if (anzahl === 1)
    return moeglich === 1 ? 'Der Vorgang kann umziehen.' : 'Der Vorgang kann so nicht umziehen.';
  return moeglich === geprueft && geprueft === anzahl
    ? `Alle ${anzahl} Vorgänge können umziehen.`
    : `${moeglich} von ${geprueft} Vorgängen können umziehen.`;
}

function Zuordnungen({ plan, vorschau: { zuordnungen }, onZuordnung }: Props) {
  if (zuordnungen.length === 0) return null;
  const change = (elementId: string, ziel: string) => {
    const andere = Object.entries(plan.zuordnung).filter(([von]) => von !== elementId);
    onZuordnung(Object.fromEntries(ziel ? [...andere, [elementId, ziel]] : andere));
  };
  return (
    <section className="zst-kasten zst-kasten--formular zst-stapel" aria-labelledby="zuordnung">
      <h2 className="kern-heading-medium" id="zuordnung">
        Was tritt an die Stelle?
      </h2>
      <p className="zst-leise">Diese Stellen gibt es in Version {plan.nachVersion} so nicht.</p>
      {zuordnungen.map(({ elementId, name, moeglich }) => (
        <Auswahlfeld
          key={elementId}
          id={`zu-${elementId}`}
          beschriftung={name}
          leer={moeglich.length > 0 ? 'nicht zugeordnet' : 'nichts von dieser Art vorhanden'}
          wert={plan.zuordnung[elementId] ?? ''}
          optionen={moeglich.map((ziel) => ({ wert: ziel.elementId, text: ziel.name }))}
          onWert={(ziel) => change(elementId, ziel)}
        />
      ))}
    </section>
  );
}

function Tabelle({ vorschau: { eintraege, geprueft } }: { vorschau: Umzugsvorschau }) {
  if (eintraege.length === 0) return null;
  return (
    <table className="btr-tabelle">
      <caption className="kern-title">
        Vorgänge{geprueft > eintraege.length ? ` (${eintraege.length} von ${geprueft})` : ''}
      </caption>
      <thead>
        <tr>
          <th scope="col">Vorgang</th>
          <th scope="col">Steht bei</th>
          <th scope="col">Ergebnis</th>
        </tr>
      </thead>
      <tbody>
        {eintraege.map(({ ablaufId, referenz, titel, stellen, ergebnis, gruende }) => (
          <tr key={ablaufId}>
            <td>
              <Link to={`/betrieb/ablaeufe/${ablaufId}`}>{referenz ?? 'Ablauf ohne Vorgang'}</Link>
              {titel ? ` ${titel}` : ''}
            </td>
            <td>{stellen.join(', ')}</td>
            <td>
              <Marke art={ergebnisse[ergebnis].art}>{ergebnisse[ergebnis].text}</Marke>
              {gruende.map((grund) => (
                <p key={grund}>{grund}</p>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Beginnen({ plan, anzahl }: { plan: Umzugsplan; anzahl: number }) {
  const [begruendung, setBegruendung] = useState('');
  const [fehlt, setFehlt] = useState(false);
  const [schluessel] = useState(createSchluessel);
  const { form, tried } = useFehlerfokus();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const beginnen = useMutation({
    mutationFn: () =>
      daten(
        api.POST('/api/betrieb/umzuege', {
          params: { header: { 'Idempotency-Key': schluessel } },
          body: { ...plan, begruendung },
        }),
      ),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['betrieb'] });
      await navigate(`/betrieb/laeufe/${id}`);
    },
  });
  return (
    <form
      className="zst-kasten zst-kasten--formular zst-stapel"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setFehlt(!reicht(begruendung));
        tried();
        if (reicht(begruendung) && !beginnen.isPending) beginnen.mutate();
      }}
    >
      <Begruendung
        wert={begruendung}
        fehler={fehlt && !reicht(begruendung) ? 'Bitte schreiben Sie mindestens zehn Zeichen.' : undefined}
        onWert={setBegruendung}
      />
      <p className="zst-leise">
        Der Umzug läuft im Hintergrund; niemand muss dafür warten. Zurück geht es auf dem gleichen Weg, in die
        andere Richtung.
      </p>
      {beginnen.isError ? <FehlerHinweis fehler={beginnen.error} /> : null}
      <p>
        <Knopf type="submit" beschaeftigt={beginnen.isPending}>
          {anzahl === 1 ? 'Vorgang umziehen' : 'Umzug beginnen'}
        </Knopf>
      </p>
    </form>
  );
}
