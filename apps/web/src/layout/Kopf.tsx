import { useMutation } from '@tanstack/react-query';
import { Link, NavLink } from 'react-router';
import { useBetriebsuebersicht } from '../api/betrieb.js';
import { api, daten } from '../api/client.js';
import { useIch } from '../api/ich.js';
import type { Ich } from '../api/typen.js';
import { Leiste } from '../bausteine/Leiste.js';
import { deleteAblagen } from '../formulare/ablage.js';
import { startPfad, visibleEintraege } from './navigation.js';
import zeichen from './zeichen.svg';

export function Kopf() {
  const ich = useIch().data;
  return (
    <header className="zst-kopf">
      <div className="zst-breite">
        <div className="zst-kopf__zeile">
          <Link className="zst-marke" to={ich ? startPfad(ich.rechte) : '/'}>
            <img src={zeichen} alt="" width="32" height="32" />
            <span>Zusteuerung</span>
            {ich ? <span className="zst-marke__mandant">{ich.mandant.name}</span> : null}
          </Link>
          {ich ? <Angemeldet ich={ich} /> : null}
        </div>
        {ich ? <Navigation ich={ich} /> : null}
      </div>
    </header>
  );
}

function Navigation({ ich }: { ich: Ich }) {
  return (
    <Leiste name="Hauptnavigation">
      {visibleEintraege(ich.rechte).map((eintrag) => (
        <li key={eintrag.pfad}>
          <NavLink to={eintrag.pfad}>
            {eintrag.text}
            {eintrag.pfad === '/betrieb' ? <Stoerungszahl /> : null}
          </NavLink>
        </li>
      ))}
    </Leiste>
  );
}

/** How many cases stand still; nothing as long as none does. */
function Stoerungszahl() {
  const anzahl = useBetriebsuebersicht().data?.anzahl ?? 0;
  if (anzahl === 0) return null;
  return (
    <>
      {' '}
      <span className="zst-zahl">
        {anzahl}
        <span className="kern-sr-only">{anzahl === 1 ? ' Störung' : ' Störungen'}</span>
      </span>
    </>
  );
}

/** Signing out loads the page anew, so that nothing of the session stays in memory. */
function Angemeldet({ ich }: { ich: Ich }) {
  const abmelden = useMutation({
    mutationFn: () => daten(api.DELETE('/api/anmeldung')),
    onSuccess: ({ weiter }) => {
      deleteAblagen();
      window.location.assign(weiter ?? '/anmelden?abgemeldet=ja');
    },
  });
  return (
    <div className="zst-konto">
      <span>{ich.name}</span>
      <Link to="/sicherheit">Sicherheit</Link>
      {abmelden.isError ? <strong role="alert">Das Abmelden hat nicht geklappt.</strong> : null}
      <button type="button" className="zst-textknopf" onClick={() => abmelden.mutate()}>
        Abmelden
      </button>
    </div>
  );
}
