import { useQuery } from '@tanstack/react-query';
import { api, daten } from '../../api/client.js';
import type { Konto } from '../../api/typen.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Marke } from '../../bausteine/Marke.js';
import { Seite } from '../../layout/Seite.js';

/** Who may sign in, for the administration. */
export function Konten() {
  const konten = useQuery({ queryKey: ['konten'], queryFn: () => daten(api.GET('/api/konten')) });
  return (
    <Seite titel="Konten">
      <p className="kern-body zst-text">
        Wer sich anmelden kann und für welche Organisation. Neue Konten legt die Betreiberin oder der
        Betreiber auf der Kommandozeile an: <code>npm run zst -- user add</code>
      </p>
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
    <li className="zst-eintrag zst-eintrag--fest">
      <div className="zst-eintrag__kopf">
        <h2 className="kern-title">{konto.name}</h2>
        {konto.aktiv ? null : <Marke art="warning">Gesperrt</Marke>}
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
