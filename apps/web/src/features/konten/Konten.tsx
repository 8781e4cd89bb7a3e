import { useQuery } from '@tanstack/react-query';
import { api, daten } from '../../api/client.js';
import type { Konto } from '../../api/typen.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Seite } from '../../layout/Seite.js';

/** Who may sign in, for the administration. */
export function Konten() {
  const konten = useQuery({ queryKey: ['konten'], queryFn: () => daten(api.GET('/api/konten')) });
  return (
    <Seite titel="Konten">
      <p className="kern-body zst-text">
        Wer sich anmelden kann und für welche Organisation. Neue Konten legt die Betreiberin oder der
        Betreiber mit dem Befehl <code>npm run zst -- user add</code> an.
      </p>
      <Abfrage abfrage={konten}>{(liste) => <Tabelle konten={liste} />}</Abfrage>
    </Seite>
  );
}

function Tabelle({ konten }: { konten: Konto[] }) {
  return (
    <div className="kern-table-responsive" role="region" aria-label="Konten" tabIndex={0}>
      <table className="kern-table">
        <thead className="kern-table__head">
          <tr className="kern-table__row">
            {['Name', 'E-Mail-Adresse', 'Organisation und Rolle', 'Zustand'].map((spalte) => (
              <th key={spalte} className="kern-table__header" scope="col">
                {spalte}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="kern-table__body">
          {konten.map((konto) => (
            <tr key={konto.id} className="kern-table__row">
              <th className="kern-table__cell" scope="row">
                {konto.name}
              </th>
              <td className="kern-table__cell">{konto.email}</td>
              <td className="kern-table__cell">
                {konto.mitgliedschaften.map(({ organisation, rolle, rolleText }) => (
                  <span className="zst-zeilenweise" key={organisation.id + rolle}>
                    {organisation.name}: {rolleText}
                  </span>
                ))}
              </td>
              <td className="kern-table__cell">{konto.aktiv ? 'Aktiv' : 'Gesperrt'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
