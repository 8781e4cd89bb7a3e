import type { Vorgang } from '../api/typen.js';
import { formatAnzahl } from './anzahl.js';
import { Klappe } from './Klappe.js';
import { Paare } from './Liste.js';
import { Marke } from './Marke.js';

/** What the Meldung or the Anliegen says, question by question. */
export function Angaben({ angaben }: { angaben: Vorgang['angaben'] }) {
  return (
    <div className="zst-stapel">
      {angaben.map(({ gruppe, eintraege }) => (
        <div key={gruppe} className="zst-stapel zst-stapel--eng zst-angabengruppe">
          {gruppe ? <h3 className="kern-title">{gruppe}</h3> : null}
          <Paare paare={eintraege} />
        </div>
      ))}
    </div>
  );
}

/** "20 Antworten" */
export const summarizeAngaben = (angaben: Vorgang['angaben']): string =>
  formatAnzahl(
    angaben.reduce((summe, { eintraege }) => summe + eintraege.length, 0),
    'Antwort',
    'Antworten',
  );

/** Personal data, apart from everything else and marked: who reported, and whom it is about. */
export function Personenangaben({ person }: { person: Vorgang['angaben'] }) {
  if (person.length === 0) return null;
  return (
    <Klappe
      id="person"
      titel="Angaben zu Personen"
      kurz={<Marke art="warning">Vertraulich</Marke>}
      className="zst-vertraulich"
    >
      <p className="zst-leise zst-klein">
        Nur für die Stellen, die an diesem Fall arbeiten. Bitte nicht in E-Mails oder Anliegen übernehmen.
      </p>
      <Angaben angaben={person} />
    </Klappe>
  );
}
