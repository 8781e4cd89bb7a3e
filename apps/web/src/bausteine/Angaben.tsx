import type { FrageAntwort, Vorgang } from '../api/typen.js';
import { Paare } from './Liste.js';
import { Marke } from './Marke.js';

/** What the Meldung or the Anliegen says, question by question. */
export function Angaben({ angaben }: { angaben: Vorgang['angaben'] }) {
  return (
    <div className="zst-stapel">
      {angaben.map(({ gruppe, eintraege }) => (
        <section key={gruppe} className="zst-stapel zst-stapel--eng" aria-label={gruppe || undefined}>
          {gruppe ? <h3 className="kern-title">{gruppe}</h3> : null}
          <Paare paare={eintraege} />
        </section>
      ))}
    </div>
  );
}

/** Personal data, apart from everything else and marked. */
export function Personenangaben({ person }: { person: FrageAntwort[] }) {
  return (
    <section className="zst-vertraulich zst-stapel zst-stapel--eng" aria-labelledby="person">
      <header className="zst-eintrag__kopf">
        <h2 className="kern-heading-medium" id="person">
          Angaben zu Personen
        </h2>
        <Marke art="warning">Vertraulich</Marke>
      </header>
      <p className="zst-leise zst-klein">
        Nur für die Stellen, die an diesem Fall arbeiten. Bitte nicht in E-Mails oder Anliegen übernehmen.
      </p>
      <Paare paare={person} />
    </section>
  );
}
