import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useKommune } from '../../api/kommunen.js';
import type { Kommune } from '../../api/typen.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Paare } from '../../bausteine/Liste.js';
import { Seite } from '../../layout/Seite.js';

/** What happens to the data of people who are reported or report themselves, before they do. */
export function Datenschutzhinweise() {
  const { kommune = '' } = useParams();
  const abfrage = useKommune(kommune);
  return <Abfrage abfrage={abfrage}>{(daten) => <Inhalt kommune={daten} />}</Abfrage>;
}

function Abschnitt({ id, titel, children }: { id: string; titel: string; children: ReactNode }) {
  return (
    <section className="zst-stapel zst-stapel--eng" aria-labelledby={id}>
      <h2 className="kern-heading-medium" id={id}>
        {titel}
      </h2>
      {children}
    </section>
  );
}

function Inhalt({ kommune }: { kommune: Kommune }) {
  const { datenschutz } = kommune;
  return (
    <Seite titel="Was mit Ihren Daten geschieht" vorzeile={kommune.name} schmal>
      <Abschnitt id="verantwortlich" titel="Wer ist verantwortlich?">
        <Paare
          paare={[
            { frage: 'Verantwortlich', antwort: datenschutz.verantwortlich },
            ...(datenschutz.beauftragte
              ? [{ frage: 'Datenschutzbeauftragte', antwort: datenschutz.beauftragte }]
              : []),
          ]}
        />
      </Abschnitt>
      <Abschnitt id="wozu" titel="Wozu brauchen wir die Daten?">
        <p>
          Wir prüfen, welche Stelle helfen kann, übergeben den Fall dorthin und sagen der meldenden Stelle,
          was daraus wurde. Grundlage ist die Einwilligung der Person (Art. 6 Abs. 1 Buchst. a, Art. 9 Abs. 2
          Buchst. a DSGVO). Sie ist freiwillig. Ohne sie wird der Fall nicht weitergegeben. Nur bei Gefahr,
          besonders für Kinder, kann das Gesetz erlauben, auch ohne sie zu handeln.
        </p>
        <p>
          Regeln machen nur einen Vorschlag. Jede Entscheidung trifft ein Mensch. Für die Statistik zählen
          wir, ohne dass jemand zu erkennen ist.
        </p>
        {datenschutz.hinweis ? <p>{datenschutz.hinweis}</p> : null}
      </Abschnitt>
      <Empfaenger kommune={kommune} />
      <Abschnitt id="dauer" titel="Wie lange bleiben sie?">
        <Paare
          paare={datenschutz.speicherdauer.map(({ text, dauer }) => ({
            frage: text,
            antwort: `${dauer} ${text === 'E-Mails' ? 'nach dem Schreiben' : 'nach dem Ende'}`,
          }))}
        />
      </Abschnitt>
      <Rechte kommune={kommune} />
    </Seite>
  );
}

function Empfaenger({ kommune: { datenschutz } }: { kommune: Kommune }) {
  return (
    <Abschnitt id="wer" titel="Wer bekommt sie?">
      <p>
        Nur die Stelle, die den Fall bearbeitet, sieht, um wen es geht. Jeder Blick darauf wird festgehalten.
        In Frage kommen:
      </p>
      <ul className="zst-liste">
        {datenschutz.stellen.map(({ name, regime }) => (
          <li key={name}>
            {name}
            {regime && regime !== 'DSGVO' ? ` (dort gilt kirchliches Datenschutzrecht: ${regime})` : ''}
          </li>
        ))}
      </ul>
      <p>
        Auf dieser Seite gibt es keine Werbung und keine Auswertung Ihres Verhaltens. Was Sie ausfüllen,
        bleibt bis zum Absenden nur in Ihrem Browser.
      </p>
    </Abschnitt>
  );
}

function Rechte({ kommune }: { kommune: Kommune }) {
  return (
    <Abschnitt id="rechte" titel="Ihre Rechte">
      <ul className="zst-liste">
        <li>
          Sie können eine Einwilligung jederzeit widerrufen, ohne Gründe: auf der Seite{' '}
          <Link to="/status">Stand einer Meldung abfragen</Link> mit Vorgangsnummer und PIN, oder Sie sagen es
          der Stelle, die Sie berät, oder uns. Dann bekommt keine weitere Stelle den Fall; was bis dahin
          geschah, bleibt erlaubt.
        </li>
        <li>Sie können erfahren, was gespeichert ist und wer es gesehen hat, und eine Kopie bekommen.</li>
        <li>Sie können Falsches berichtigen und Ihre Daten löschen oder einschränken lassen.</li>
        <li>Sie können sich beschweren: {kommune.datenschutz.aufsicht}.</li>
      </ul>
      <p>
        Schreiben oder rufen Sie uns an; wie Sie uns erreichen, steht auf der{' '}
        <Link to={`/${kommune.id}`}>Seite Ihrer Kommune</Link>.
      </p>
    </Abschnitt>
  );
}
