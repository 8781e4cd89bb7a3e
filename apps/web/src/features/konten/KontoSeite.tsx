import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api, daten } from '../../api/client.js';
import { useIch } from '../../api/ich.js';
import type { KontoEinzeln } from '../../api/typen.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { Paare, Zeitleiste } from '../../bausteine/Liste.js';
import { Zeit } from '../../bausteine/Zeit.js';
import { Seite } from '../../layout/Seite.js';
import { Handlungen } from './Handlungen.js';
import { Kontomarken } from './Kontomarken.js';
import { RollenAendern } from './RollenAendern.js';

/** One account: what it may do, what happened to it, and what an administrator can do about it. */
export function KontoSeite() {
  const { id = '' } = useParams();
  const konto = useQuery({
    queryKey: ['konten', id],
    queryFn: () => daten(api.GET('/api/konten/{id}', { params: { path: { id } } })),
  });
  return <Abfrage abfrage={konto}>{(daten) => <Inhalt konto={daten} />}</Abfrage>;
}

function Inhalt({ konto }: { konto: KontoEinzeln }) {
  const darf = useIch().data?.rechte.includes('konten.verwalten') && !konto.eigenes;
  return (
    <Seite titel={konto.name} vorzeile="Konto" schmal>
      <Kontomarken konto={konto} />
      <Paare paare={paareOf(konto)} />
      {konto.eigenes ? (
        <Hinweis art="info" titel="Das ist Ihr eigenes Konto">
          <p className="kern-body">
            Rollen ändern und sperren kann es nur eine andere Administration. Passwort und zweiter Faktor:{' '}
            <Link to="/sicherheit">Sicherheit</Link>.
          </p>
        </Hinweis>
      ) : null}
      {darf ? <Handlungen konto={konto} /> : null}
      <section className="zst-stapel" aria-labelledby="rollen">
        <h2 className="kern-heading-medium" id="rollen">
          Rollen
        </h2>
        {darf && !konto.verzeichnis ? (
          <RollenAendern key={konto.id} konto={konto} />
        ) : (
          <Rollen konto={konto} />
        )}
      </section>
      <section className="zst-stapel" aria-labelledby="verlauf">
        <h2 className="kern-heading-medium" id="verlauf">
          Verlauf
        </h2>
        <Zeitleiste
          ereignisse={konto.verlauf.map(({ am, text, wer }) => ({ am: <Zeit am={am} />, text, wer }))}
        />
        {konto.verlauf.length === 0 ? <p className="zst-leise">Noch nichts.</p> : null}
      </section>
    </Seite>
  );
}

const paareOf = (konto: KontoEinzeln) => [
  { frage: 'E-Mail-Adresse', antwort: konto.email },
  {
    frage: 'Anmeldung',
    antwort: konto.verzeichnis ? 'über den Verzeichnisdienst' : 'mit E-Mail-Adresse und Passwort',
  },
  ...(konto.verzeichnis
    ? []
    : [{ frage: 'Zweiter Faktor', antwort: konto.zweiterFaktor ? 'eingerichtet' : 'nicht eingerichtet' }]),
  {
    frage: 'Letzte Anmeldung',
    antwort: konto.letzteAnmeldungAm ? <Zeit am={konto.letzteAnmeldungAm} /> : 'noch nie',
  },
  {
    frage: 'Zurzeit angemeldet',
    antwort:
      konto.sitzungen === 0
        ? 'nein'
        : konto.sitzungen === 1
          ? 'auf einem Gerät'
          : `auf ${konto.sitzungen} Geräten`,
  },
];

function Rollen({ konto }: { konto: KontoEinzeln }) {
  return (
    <>
      <ul className="zst-liste">
        {konto.mitgliedschaften.map(({ organisation, rolle, rolleText }) => (
          <li key={organisation.id + rolle}>
            {rolleText}, {organisation.name}
          </li>
        ))}
      </ul>
      {konto.verzeichnis ? (
        <p className="zst-leise zst-klein">
          Diese Rollen vergibt der Verzeichnisdienst bei jeder Anmeldung. Ändern kann sie Ihre IT.
        </p>
      ) : null}
    </>
  );
}
