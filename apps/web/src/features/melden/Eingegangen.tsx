import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useKommune } from '../../api/kommunen.js';
import type { Quittung } from '../../api/typen.js';
import { formatZeit } from '../../bausteine/datum.js';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf, Linkknopf } from '../../bausteine/Knopf.js';
import { Kopieren } from '../../bausteine/Kopieren.js';
import { Paare } from '../../bausteine/Liste.js';
import { Seite } from '../../layout/Seite.js';
import { deleteQuittung, readQuittung } from './entwurf.js';

/** The receipt; it stays in this tab until one has finished with it. */
export function Eingegangen() {
  const { kommune = '', zugang = '' } = useParams();
  const navigate = useNavigate();
  const [quittung] = useState(() => readQuittung(kommune, zugang));
  const name = useKommune(kommune).data?.name;
  if (!quittung) return <Nichts kommune={kommune} />;
  const finish = () => {
    deleteQuittung(kommune, zugang);
    void navigate(`/${kommune}`);
  };
  return (
    <Seite titel="Ihre Meldung ist angekommen" vorzeile={name ?? ''}>
      <Kennung quittung={quittung} />
      <section className="zst-stapel zst-stapel--eng zst-text" aria-labelledby="weiter">
        <h2 className="kern-heading-medium" id="weiter">
          Wie geht es weiter?
        </h2>
        <ol className="zst-liste">
          {quittung.naechsteSchritte.map((schritt) => (
            <li key={schritt}>{schritt}</li>
          ))}
        </ol>
      </section>
      <div className="zst-knoepfe zst-nicht-drucken">
        <Knopf onClick={() => window.print()}>Beleg drucken oder speichern</Knopf>
        <Linkknopf art="secondary" nach={`/status?referenz=${quittung.referenz}`}>
          Stand der Meldung abfragen
        </Linkknopf>
        <Knopf art="tertiary" onClick={finish}>
          Fertig
        </Knopf>
      </div>
      <section className="zst-stapel zst-stapel--eng" aria-labelledby="angaben">
        <h2 className="kern-heading-medium" id="angaben">
          Ihre Angaben
        </h2>
        <Paare paare={quittung.antworten} />
      </section>
    </Seite>
  );
}

function Kennung({ quittung }: { quittung: Quittung }) {
  return (
    <section className="zst-kennung" aria-label="Vorgangsnummer und PIN">
      <dl>
        <div>
          <dt>Vorgangsnummer</dt>
          <dd>
            <strong>{quittung.referenz}</strong>
            <Kopieren text={quittung.referenz} was="Vorgangsnummer" />
          </dd>
        </div>
        <div>
          <dt>PIN</dt>
          <dd>
            <strong>{quittung.pin}</strong>
            <Kopieren text={quittung.pin} was="PIN" />
          </dd>
        </div>
      </dl>
      <p>
        Bitte notieren oder drucken Sie beides: Die PIN zeigen wir nur dieses eine Mal. Eingegangen am{' '}
        {formatZeit(quittung.eingegangenAm)}.
      </p>
      <p className="zst-nur-druck">
        Stand der Meldung abfragen: {`${window.location.origin}/status?referenz=${quittung.referenz}`}
      </p>
    </section>
  );
}

function Nichts({ kommune }: { kommune: string }) {
  return (
    <Seite titel="Hier gibt es keinen Beleg mehr" schmal>
      <Hinweis art="info" titel="Der Beleg ist nur direkt nach dem Absenden zu sehen">
        <p className="kern-body">Mit Vorgangsnummer und PIN können Sie den Stand Ihrer Meldung abfragen.</p>
      </Hinweis>
      <div className="zst-knoepfe">
        <Linkknopf nach="/status">Stand einer Meldung abfragen</Linkknopf>
        <Linkknopf nach={`/${kommune}`} art="secondary">
          Zur Startseite
        </Linkknopf>
      </div>
    </Seite>
  );
}
