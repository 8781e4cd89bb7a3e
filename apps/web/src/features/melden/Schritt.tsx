import type { Step } from '@zusteuerung/forms';
import { useEffect, useRef } from 'react';
import { Knopf } from '../../bausteine/Knopf.js';
import { Fehlerliste, focusFeld } from '../../formulare/Fehlerliste.js';
import { Felder } from '../../formulare/Felder.js';
import { hasFeld, type AssistentZustand } from './useAssistent.js';

/** One group of questions. */
export function Schritt({ schritt, zustand }: { schritt: Step; zustand: AssistentZustand }) {
  const heading = useSchrittFokus(zustand.ziel);
  const eigene = zustand.fehler.filter((problem) => hasFeld(schritt, problem.field));
  const next = () => {
    const problems = zustand.check().filter((problem) => hasFeld(schritt, problem.field));
    if (problems.length > 0) zustand.showFehler(problems);
    else zustand.goTo(zustand.stelle + 1);
  };
  return (
    <form
      className="zst-stapel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      <header>
        <h2 className="kern-heading-large" tabIndex={-1} ref={heading}>
          {schritt.label}
        </h2>
        {schritt.description ? <p className="kern-body zst-text">{schritt.description}</p> : null}
      </header>
      <Fehlerliste fehler={eigene} versuch={zustand.versuch} />
      <Felder
        fields={schritt.fields}
        antworten={zustand.entwurf.antworten}
        fehler={eigene}
        onAntwort={zustand.answer}
      />
      <div className="zst-knoepfe">
        <Knopf type="submit">Weiter</Knopf>
        {zustand.stelle > 0 ? (
          <Knopf art="secondary" onClick={() => zustand.goTo(zustand.stelle - 1)}>
            Zurück
          </Knopf>
        ) : null}
      </div>
    </form>
  );
}

let geladen = false;

/** A new step takes the focus to its heading, or to the field someone asked for; the first page of all does not. */
export function useSchrittFokus(ziel: string | null) {
  const heading = useRef<HTMLHeadingElement>(null);
  const erstesZiel = useRef(ziel);
  useEffect(() => {
    if (erstesZiel.current) focusFeld(erstesZiel.current);
    else if (geladen) {
      window.scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    geladen = true;
  }, []);
  return heading;
}
