import { Link, useParams } from 'react-router';
import type { Vorgang } from '../../api/typen.js';
import { useVorgang } from '../../api/vorgaenge.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Angaben, Personenangaben, summarizeAngaben } from '../../bausteine/Angaben.js';
import { Ergebnisse } from '../../bausteine/Ergebnisse.js';
import { formatRelativ } from '../../bausteine/datum.js';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { useJetzt } from '../../bausteine/jetzt.js';
import { Klappe } from '../../bausteine/Klappe.js';
import { Linkknopf } from '../../bausteine/Knopf.js';
import { Zeitleiste } from '../../bausteine/Liste.js';
import { Vorschlagskarte } from '../../bausteine/Vorschlagskarte.js';
import { Zeit } from '../../bausteine/Zeit.js';
import { Seite } from '../../layout/Seite.js';
import { Datenschutz } from '../datenschutz/Datenschutz.js';
import { Termine } from '../termine/Termine.js';
import { listNames } from './namen.js';
import { Regelwerk } from './Regelwerk.js';
import { Standmarke } from './Standmarke.js';
import { Standort } from './Standort.js';

/** One case: where it stands, why, what is known, what happened. */
export function VorgangSeite() {
  const { id = '' } = useParams();
  const vorgang = useVorgang(id);
  return <Abfrage abfrage={vorgang}>{(daten) => <Inhalt key={id} vorgang={daten} />}</Abfrage>;
}

function Inhalt({ vorgang }: { vorgang: Vorgang }) {
  const voll = vorgang.zugriff === 'voll';
  return (
    <Seite titel={vorgang.titel} vorzeile={vorgang.referenz}>
      <Kopf vorgang={vorgang} />
      {voll ? null : (
        <Hinweis art="info" titel="Sie sehen den Stand Ihrer Meldung">
          <p className="kern-body">Die Einzelheiten kennt nur die Stelle, die den Fall bearbeitet.</p>
        </Hinweis>
      )}
      <OffeneAufgaben aufgaben={vorgang.aufgaben} />
      {voll ? <Standort vorgang={vorgang} /> : null}
      <div className="zst-spalten">
        <div className="zst-stapel">
          {vorgang.vorschlag ? (
            <Vorschlagskarte vorschlag={vorgang.vorschlag} begruendung={vorgang.begruendung} />
          ) : null}
          {vorgang.begruendung.length > 0 ? <Regelwerk begruendung={vorgang.begruendung} /> : null}
          <Ergebnisse ergebnisse={vorgang.ergebnisse} />
          {vorgang.angaben.length > 0 ? (
            <Klappe
              id="angaben"
              titel="Angaben"
              kurz={summarizeAngaben(vorgang.angaben)}
              className="zst-kasten"
            >
              <Angaben angaben={vorgang.angaben} />
            </Klappe>
          ) : null}
        </div>
        <div className="zst-stapel">
          {vorgang.person ? <Personenangaben person={vorgang.person} /> : null}
          {voll ? <Termine vorgang={vorgang} /> : null}
          <Verlauf vorgang={vorgang} />
          <Anliegen vorgang={vorgang} />
          <Datenschutz vorgang={vorgang} />
        </div>
      </div>
    </Seite>
  );
}

function Kopf({ vorgang }: { vorgang: Vorgang }) {
  return (
    <p className="zst-eintrag__fuss zst-leise">
      <Standmarke eintrag={vorgang} />
      <span>
        Eingegangen <Zeit am={vorgang.eingegangenAm} />
      </span>
      {vorgang.organisationen.length > 0 ? <span>{listNames(vorgang.organisationen)}</span> : null}
      {vorgang.ablaufId ? (
        <Link className="kern-link zst-nicht-drucken" to={`/betrieb/ablaeufe/${vorgang.ablaufId}`}>
          {vorgang.positionen.length > 0 ? 'Eingreifen' : 'Betrieb'}
        </Link>
      ) : null}
      <button type="button" className="zst-textknopf zst-nicht-drucken" onClick={() => window.print()}>
        Drucken
      </button>
    </p>
  );
}

function OffeneAufgaben({ aufgaben }: { aufgaben: Vorgang['aufgaben'] }) {
  if (aufgaben.length === 0) return null;
  return (
    <section className="zst-vorschlag zst-nicht-drucken" aria-labelledby="offen">
      <h2 className="kern-heading-medium" id="offen">
        {aufgaben.length === 1 ? 'Das ist für Sie zu tun' : 'Das ist für Sie zu tun:'}
      </h2>
      <ul className="zst-liste">
        {aufgaben.map((aufgabe) => (
          <li key={aufgabe.id}>
            <Link to={`/aufgaben/${aufgabe.id}`}>{aufgabe.name}</Link>{' '}
            <span className="zst-leise zst-klein">
              {aufgabe.organisation.name}
              {aufgabe.uebernommenVon ? ` · übernommen von ${aufgabe.uebernommenVon.name}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** For whoever sees only how it stands, the history is what they came for. */
function Verlauf({ vorgang: { verlauf, zugriff } }: { vorgang: Vorgang }) {
  const jetzt = useJetzt();
  const zuletzt = verlauf.at(-1);
  return (
    <Klappe
      id="verlauf"
      titel="Verlauf"
      kurz={zuletzt ? `zuletzt ${formatRelativ(zuletzt.am, jetzt)}` : 'noch leer'}
      offen={zugriff === 'voll' ? 'breit' : true}
    >
      <Zeitleiste ereignisse={verlauf.map((eintrag) => ({ ...eintrag, am: <Zeit am={eintrag.am} /> }))} />
    </Klappe>
  );
}

function Anliegen({ vorgang }: { vorgang: Vorgang }) {
  if (!vorgang.darfAnliegen && vorgang.anliegen.length === 0) return null;
  return (
    <Klappe
      id="anliegen"
      titel="Anliegen aus diesem Fall"
      kurz={vorgang.anliegen.length > 0 ? vorgang.anliegen.length : 'noch keins'}
      className={`zst-kasten${vorgang.anliegen.length === 0 ? ' zst-nicht-drucken' : ''}`}
    >
      {vorgang.anliegen.length > 0 ? (
        <ul className="zst-liste">
          {vorgang.anliegen.map((anliegen) => (
            <li key={anliegen.id}>
              <Link to={`/vorgaenge/${anliegen.id}`}>{anliegen.titel}</Link>{' '}
              <span className="zst-leise zst-klein">
                {anliegen.referenz}
                {anliegen.stufeText ? ` · ${anliegen.stufeText}` : ''}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p>
          Zeigt der Fall ein Problem, das auch andere trifft? Dann kann daraus ein Anliegen an die Gremien
          werden.
        </p>
      )}
      {vorgang.darfAnliegen ? (
        <p className="zst-nicht-drucken">
          <Linkknopf nach={`/vorgaenge/${vorgang.id}/anliegen`} art="secondary">
            Anliegen aus diesem Fall melden
          </Linkknopf>
        </p>
      ) : null}
    </Klappe>
  );
}
