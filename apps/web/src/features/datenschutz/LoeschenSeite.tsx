import { describeZeitraum } from '@zusteuerung/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, daten } from '../../api/client.js';
import { useIch } from '../../api/ich.js';
import type { Loeschklasse, Loeschvorschau } from '../../api/typen.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Zeitleiste } from '../../bausteine/Liste.js';
import { Marke } from '../../bausteine/Marke.js';
import { Rueckfrage } from '../../bausteine/Rueckfrage.js';
import { Zeit } from '../../bausteine/Zeit.js';
import { Seite } from '../../layout/Seite.js';
import { Suche } from './Suche.js';

const queryKey = ['loeschen'];

/** What is erased next, class by class; the administration approves. */
export function LoeschenSeite() {
  const vorschau = useQuery({
    queryKey,
    queryFn: () => daten(api.GET('/api/loeschen')),
    refetchInterval: 20_000,
  });
  const sucht = useIch().data?.rechte.includes('datenschutz.anfragen');
  return (
    <Seite titel="Datenschutz">
      {sucht ? <Suche /> : null}
      <section className="zst-stapel" aria-labelledby="fristen">
        <h2 className="kern-heading-medium" id="fristen">
          Aufbewahrungsfristen
        </h2>
        <p className="kern-body zst-text">
          Was länger liegt als von Ihrer Kommune festgelegt, wird hier vorgeschlagen und gelöscht, sobald die
          Administration es freigibt. Wird ein Vorgang noch gebraucht, etwa in einem Verfahren, setzt die
          Koordinierungsstelle das Löschen auf seiner Seite unter „Datenschutz“ aus. Ändern lassen sich die
          Fristen unter „Abläufe und Regeln“ in „Fristen und Einstellungen“.
        </p>
        <Abfrage abfrage={vorschau}>{(daten) => <Inhalt vorschau={daten} />}</Abfrage>
      </section>
    </Seite>
  );
}

function Inhalt({ vorschau }: { vorschau: Loeschvorschau }) {
  const laeufe = vorschau.laeufe.map(
    ({ text, geloescht, anzahl, behalten, freigegebenVon, freigegebenAm }) => ({
      text: `${text}: ${geloescht} von ${anzahl} gelöscht${behalten > 0 ? `, ${behalten} behalten` : ''}`,
      wer: freigegebenVon,
      am: <Zeit am={freigegebenAm} />,
    }),
  );
  return (
    <div className="zst-stapel">
      {vorschau.klassen.map((klasse) => (
        <Klasse key={klasse.klasse} klasse={klasse} vorschau={vorschau} />
      ))}
      {laeufe.length > 0 ? (
        <section className="zst-stapel zst-stapel--eng" aria-labelledby="laeufe">
          <h2 className="kern-heading-medium" id="laeufe">
            Letzte Freigaben
          </h2>
          <Zeitleiste ereignisse={laeufe} />
        </section>
      ) : null}
    </div>
  );
}

function Klasse({ klasse, vorschau }: { klasse: Loeschklasse; vorschau: Loeschvorschau }) {
  const { text, frist, automatisch, faellig, gesperrt, naechste } = klasse;
  return (
    <section className="zst-kasten zst-stapel zst-stapel--eng" aria-label={text}>
      <div className="zst-eintrag__kopf">
        <h3 className="kern-title">{text}</h3>
        <Marke art={faellig > 0 ? 'warning' : 'success'}>
          {faellig > 0 ? `${faellig} fällig` : 'nichts fällig'}
        </Marke>
      </div>
      <p className="zst-leise zst-klein">
        {describeZeitraum(frist)} {klasse.klasse === 'nachrichten' ? 'nach dem Schreiben' : 'nach dem Ende'}
        {automatisch ? ', wird ohne Freigabe gelöscht' : ''}
        {gesperrt > 0 ? `, ${gesperrt} ausgesetzt` : ''}
      </p>
      {naechste.length > 0 ? (
        <details>
          <summary>Was als Nächstes ansteht</summary>
          <ul className="zst-liste">
            {naechste.map(({ referenz, faelligAm, gesperrt: held }) => (
              <li key={referenz}>
                {referenz}: <Zeit am={faelligAm} />
                {held ? ' (ausgesetzt)' : ''}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {vorschau.darfFreigeben && faellig > 0 ? <Freigeben klasse={klasse} stand={vorschau.stand} /> : null}
    </section>
  );
}

function Freigeben({
  klasse: { klasse, text, faellig: anzahl },
  stand,
}: {
  klasse: Loeschklasse;
  stand: string;
}) {
  const client = useQueryClient();
  const [gefragt, setGefragt] = useState(false);
  const freigeben = useMutation({
    mutationFn: () => daten(api.POST('/api/loeschen/freigaben', { body: { klasse, stand, anzahl } })),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  return (
    <>
      {freigeben.error ? <FehlerHinweis fehler={freigeben.error} /> : null}
      <div className="zst-knoepfe">
        <Knopf beschaeftigt={freigeben.isPending} onClick={() => setGefragt(true)}>
          Löschen freigeben
        </Knopf>
      </div>
      <Rueckfrage
        offen={gefragt}
        titel={`${text}: ${anzahl} löschen?`}
        ja="Endgültig löschen"
        nein="Abbrechen"
        onNein={() => setGefragt(false)}
        onJa={() => {
          setGefragt(false);
          freigeben.mutate();
        }}
      >
        <p className="kern-body">Das lässt sich nicht rückgängig machen.</p>
      </Rueckfrage>
    </>
  );
}
