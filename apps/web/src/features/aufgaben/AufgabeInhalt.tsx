import { Link } from 'react-router';
import { useIch } from '../../api/ich.js';
import type { Aufgabe } from '../../api/typen.js';
import { useVorgang } from '../../api/vorgaenge.js';
import { Angaben, Personenangaben, summarizeAngaben } from '../../bausteine/Angaben.js';
import { Ergebnisse } from '../../bausteine/Ergebnisse.js';
import { Klappe } from '../../bausteine/Klappe.js';
import { Vorschlagskarte } from '../../bausteine/Vorschlagskarte.js';
import { Ladeanzeige } from '../../layout/Ladeanzeige.js';
import { Seite } from '../../layout/Seite.js';
import { Regeln } from '../vorgaenge/Regelwerk.js';
import { useAufgabeBearbeiten } from './abfragen.js';
import { Aufgabenkopf } from './Aufgabenkopf.js';
import { Zustand } from './Zustand.js';
import { Konflikt, konfliktOf } from './Konflikt.js';
import { Entscheiden } from './Entscheiden.js';
import { Erledigt } from './Erledigt.js';

export function AufgabeInhalt({ aufgabe }: { aufgabe: Aufgabe }) {
  const bearbeitung = useAufgabeBearbeiten(aufgabe.id);
  const { data: vorgang, isPending } = useVorgang(aufgabe.vorgang.id);
  const ich = useIch().data;
  const fremd = aufgabe.uebernommenVon !== null && aufgabe.uebernommenVon.id !== ich?.id;
  const konflikt = konfliktOf(bearbeitung);
  // The form must not move away under the finger when the case arrives above it.
  if (isPending) return <Ladeanzeige />;
  if (bearbeitung.complete.data) return <Erledigt aufgabe={aufgabe} ergebnis={bearbeitung.complete.data} />;
  return (
    <Seite titel={aufgabe.name} vorzeile={`${aufgabe.vorgang.titel} · ${aufgabe.vorgang.referenz}`}>
      <Aufgabenkopf aufgabe={aufgabe} />
      {konflikt ? (
        <Konflikt fehler={konflikt} vorgangId={aufgabe.vorgang.id} />
      ) : (
        <Zustand aufgabe={aufgabe} bearbeitung={bearbeitung} fremd={fremd} />
      )}
      <div className="zst-spalten">
        <div className="zst-stapel zst-spalten__haupt">
          {aufgabe.vorschlag ? (
            <Vorschlagskarte vorschlag={aufgabe.vorschlag} begruendung={vorgang?.begruendung ?? []}>
              {vorgang && vorgang.begruendung.length > 0 ? (
                <details className="zst-klappe">
                  <summary>Wie die Regel darauf kommt</summary>
                  <Regeln begruendung={vorgang.begruendung} />
                </details>
              ) : null}
            </Vorschlagskarte>
          ) : null}
          {vorgang ? <Ergebnisse ergebnisse={vorgang.ergebnisse} /> : null}
        </div>
        <aside className="zst-stapel zst-spalten__neben" aria-label="Zum Vorgang">
          <p>
            <Link className="kern-link" to={`/vorgaenge/${aufgabe.vorgang.id}`}>
              Vorgang mit Verlauf und Diagramm ansehen
            </Link>
          </p>
          {vorgang?.person ? <Personenangaben person={vorgang.person} /> : null}
          {vorgang ? (
            <Klappe
              id="angaben"
              titel={aufgabe.vorgang.art === 'meldung' ? 'Angaben der Meldung' : 'Angaben zum Anliegen'}
              kurz={summarizeAngaben(vorgang.angaben)}
              className="zst-kasten"
            >
              <Angaben angaben={vorgang.angaben} />
            </Klappe>
          ) : null}
        </aside>
        {aufgabe.status === 'offen' && !fremd && !konflikt ? (
          <div className="zst-stapel zst-spalten__haupt">
            <Entscheiden aufgabe={aufgabe} bearbeitung={bearbeitung} />
          </div>
        ) : null}
      </div>
    </Seite>
  );
}
