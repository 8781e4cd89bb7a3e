import { useQuery } from '@tanstack/react-query';
import { api, daten } from '../../api/client.js';
import { useIch } from '../../api/ich.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { Seite } from '../../layout/Seite.js';
import { PasswortAendern } from './PasswortAendern.js';
import { Sitzungen } from './Sitzungen.js';
import { ZweiterFaktor } from './ZweiterFaktor.js';

/** What a person can do for the safety of their own account. */
export function SicherheitSeite() {
  const ich = useIch().data;
  const sicherheit = useQuery({
    queryKey: ['sicherheit'],
    queryFn: () => daten(api.GET('/api/sicherheit')),
  });
  return (
    <Seite titel="Sicherheit" schmal>
      {ich?.zweiterFaktor === 'einrichten' ? (
        <Hinweis art="warning" titel="Bitte richten Sie zuerst den zweiten Faktor ein">
          <p className="kern-body">
            Ihre Rolle sieht alle Fälle der Kommune oder verwaltet Regeln und Konten. Deshalb reicht ein
            Passwort allein nicht. Es dauert etwa zwei Minuten.
          </p>
        </Hinweis>
      ) : null}
      <Abfrage abfrage={sicherheit}>
        {(stand) => (
          <>
            {stand.lokal ? (
              <>
                <ZweiterFaktor stand={stand.zweiterFaktor} />
                <PasswortAendern />
              </>
            ) : (
              <p className="kern-body">
                Sie melden sich über den Verzeichnisdienst Ihrer Verwaltung an. Passwort und zweiten Faktor
                ändern Sie dort.
              </p>
            )}
            <Sitzungen sitzungen={stand.sitzungen} />
          </>
        )}
      </Abfrage>
    </Seite>
  );
}
