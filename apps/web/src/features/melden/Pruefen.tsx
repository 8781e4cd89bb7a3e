import { describeAnswers, type Form } from '@zusteuerung/forms';
import { ApiFehler, describeFehler } from '../../api/fehler.js';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Paare } from '../../bausteine/Liste.js';
import { Fehlerliste } from '../../formulare/Fehlerliste.js';
import { jetzt } from '../../formulare/lesen.js';
import { useAbsenden } from './absenden.js';
import { useSchrittFokus } from './Schritt.js';
import { hasFeld, type AssistentZustand } from './useAssistent.js';

interface Props {
  form: Form;
  kommune: string;
  zugang: string;
  zustand: AssistentZustand;
}

/** Everything once more, before it is sent. */
export function Pruefen({ form, kommune, zugang, zustand }: Props) {
  const heading = useSchrittFokus(null);
  const absenden = useAbsenden(kommune, zugang, zustand);
  const submit = () => {
    const problems = zustand.check();
    if (problems.length > 0) zustand.showFehler(problems);
    else absenden.mutate();
  };
  const jump = (key: string) => {
    zustand.jumpTo(key);
    return true;
  };
  return (
    <div className="zst-stapel">
      <header>
        <h2 className="kern-heading-large" tabIndex={-1} ref={heading}>
          Stimmt alles?
        </h2>
        <p className="kern-body zst-text">
          Bitte sehen Sie Ihre Angaben durch, bevor Sie die Meldung absenden.
        </p>
      </header>
      <Fehlerliste fehler={zustand.fehler} versuch={zustand.versuch} onSprung={jump} />
      <Angaben form={form} zustand={zustand} />
      <Misserfolg fehler={absenden.error} erneut={submit} />
      <p className="kern-body">
        <a href={`/${kommune}/datenschutz`} target="_blank" rel="noreferrer">
          Was mit den Daten geschieht
        </a>{' '}
        (öffnet ein neues Fenster)
      </p>
      <div className="zst-knoepfe">
        <Knopf onClick={submit} beschaeftigt={absenden.isPending}>
          {absenden.isPending ? 'Wird gesendet …' : 'Meldung absenden'}
        </Knopf>
        <Knopf art="secondary" onClick={() => zustand.goTo(zustand.stelle - 1)}>
          Zurück
        </Knopf>
      </div>
    </div>
  );
}

function Angaben({ form, zustand }: { form: Form; zustand: AssistentZustand }) {
  const gruppen = describeAnswers(form, zustand.entwurf.antworten, { now: jetzt() });
  return gruppen.map(({ gruppe, eintraege }) => {
    const stelle = zustand.schritte.findIndex((step) => eintraege.some(({ feld }) => hasFeld(step, feld)));
    return (
      <section key={gruppe} className="zst-angaben" aria-label={gruppe || 'Ihre Angaben'}>
        <header className="zst-angaben__kopf">
          <h3 className="kern-title">{gruppe || 'Ihre Angaben'}</h3>
          <button type="button" className="zst-textknopf" onClick={() => zustand.goTo(stelle)}>
            Ändern<span className="kern-sr-only">: {gruppe}</span>
          </button>
        </header>
        <Paare paare={eintraege} />
      </section>
    );
  });
}

/** The Meldung did not get through: nothing is lost, and trying again is safe. */
function Misserfolg({ fehler, erneut }: { fehler: unknown; erneut: () => void }) {
  if (!fehler || (fehler instanceof ApiFehler && fehler.status === 422)) return null;
  return (
    <Hinweis art="danger" titel="Die Meldung ist noch nicht angekommen" melden>
      <p className="kern-body">{describeFehler(fehler)}</p>
      <p className="kern-body">
        Ihre Angaben sind nicht verloren. Wenn Sie noch einmal absenden, entsteht keine doppelte Meldung.
      </p>
      <p>
        <Knopf art="secondary" onClick={erneut}>
          Noch einmal absenden
        </Knopf>
      </p>
    </Hinweis>
  );
}
