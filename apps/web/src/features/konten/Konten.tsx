import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, daten } from '../../api/client.js';
import { useIch } from '../../api/ich.js';
import type { Konto } from '../../api/typen.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Linkknopf } from '../../bausteine/Knopf.js';
import { Seite } from '../../layout/Seite.js';
import { Kontomarken } from './Kontomarken.js';

/** Who may sign in, for the administration. */
export function Konten() {
  const ich = useIch().data;
  const konten = useQuery({ queryKey: ['konten'], queryFn: () => daten(api.GET('/api/konten')) });
  return (
    <Seite titel="Konten">
      <p className="kern-body zst-text">
        Wer sich in Ihrer Kommune anmelden kann, für welche Organisation und in welcher Rolle.
      </p>
      {ich?.rechte.includes('konten.verwalten') ? (
        <div className="zst-knoepfe">
          <Linkknopf nach="/konten/neu">Person einladen</Linkknopf>
        </div>
      ) : null}
      <Abfrage abfrage={konten}>
        {(liste) => (
          <ul className="zst-eintraege" aria-label="Konten">
            {liste.map((konto) => (
              <Zeile key={konto.id} konto={konto} />
            ))}
          </ul>
        )}
      </Abfrage>
    </Seite>
  );
}

function Zeile({ konto }: { konto: Konto }) {
  return (
    <li className="zst-eintrag">
      <div className="zst-eintrag__kopf">
        <h2 className="kern-title">
          <Link className="kern-link kern-link--stretched" to={`/konten/${konto.id}`}>
            {konto.name}
          </Link>
        </h2>
        <Kontomarken konto={konto} />
      </div>
      <p className="zst-leise">{konto.email}</p>
      {konto.mitgliedschaften.map(({ organisation, rolle, rolleText }) => (
        <p key={organisation.id + rolle}>
          {rolleText}, {organisation.name}
        </p>
      ))}
    </li>
  );
}
