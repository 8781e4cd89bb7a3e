import {
  steps,
  validateAnswers,
  type FieldProblem,
  type Form,
  type Json,
  type Variables,
} from '@zusteuerung/forms';
import { useMemo, useState } from 'react';
import { ApiFehler } from '../api/fehler.js';
import { Knopf } from '../bausteine/Knopf.js';
import { Verwerfen } from '../bausteine/Verwerfen.js';
import { deleteAblage, readAblage, writeAblage } from './ablage.js';
import { writeAntwort } from './antworten.js';
import { Fehlerliste } from './Fehlerliste.js';
import { Felder } from './Felder.js';
import { jetzt, problemsOf } from './lesen.js';
import { applyDefaults } from './vorbelegen.js';

interface Props {
  form: Form;
  /** answers to begin with */
  werte: Variables;
  absenden: string;
  beschaeftigt: boolean;
  /** what the server said to the last attempt; its field errors show at the fields */
  fehler: unknown;
  /** where half-filled answers survive a reload */
  ablage?: string | undefined;
  onAbsenden: (antworten: Variables) => void;
}

/** A whole form on one page: checked here with the rules of the server, answers kept whatever happens. */
export function Formular({ form, werte, absenden, beschaeftigt, fehler, ablage, onAbsenden }: Props) {
  const { antworten, angefangen, answer, discard } = useAntworten(form, werte, ablage);
  const { problems, versuch, show, forget } = useProbleme(fehler);
  const schritte = useMemo(() => steps(form, antworten, { now: jetzt() }), [form, antworten]);
  const submit = () => {
    const geprueft = validateAnswers(form, antworten, { now: jetzt() });
    show(geprueft.problems);
    if (geprueft.problems.length === 0) onAbsenden(geprueft.answers);
  };
  return (
    <form
      className="zst-stapel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!beschaeftigt) submit();
      }}
    >
      <Fehlerliste fehler={problems} versuch={versuch} />
      {schritte.map((schritt) => (
        <section key={schritt.id} className="zst-stapel" aria-label={schritt.label || undefined}>
          {schritte.length > 1 ? <h3 className="kern-heading-medium">{schritt.label}</h3> : null}
          {schritt.description ? <p className="kern-body zst-text">{schritt.description}</p> : null}
          <Felder
            fields={schritt.fields}
            antworten={antworten}
            fehler={problems}
            onAntwort={(key, wert) => {
              answer(key, wert);
              forget(key);
            }}
          />
        </section>
      ))}
      <div className="zst-knoepfe">
        <Knopf type="submit" beschaeftigt={beschaeftigt}>
          {beschaeftigt ? 'Wird gespeichert …' : absenden}
        </Knopf>
      </div>
      {angefangen ? (
        <Verwerfen
          hinweis="Angefangene Angaben bleiben in diesem Browserfenster, bis Sie abschließen oder sich abmelden."
          onVerwerfen={() => {
            discard();
            show([]);
          }}
        />
      ) : null}
    </form>
  );
}

/** The answers, kept from the first change on. */
function useAntworten(form: Form, werte: Variables, ablage: string | undefined) {
  const [stand, setStand] = useState(() => {
    const gespeichert = ablage ? readAblage(ablage) : null;
    const antworten = applyDefaults(form, { ...werte, ...gespeichert });
    return { antworten, angefangen: gespeichert !== null };
  });
  return {
    ...stand,
    answer: (key: string, wert: Json) => {
      const antworten = writeAntwort(stand.antworten, key, wert);
      setStand({ antworten, angefangen: ablage !== undefined });
      if (ablage) writeAblage(ablage, antworten);
    },
    discard: () => {
      setStand({ antworten: applyDefaults(form, werte), angefangen: false });
      if (ablage) deleteAblage(ablage);
    },
  };
}

function useProbleme(fehler: unknown) {
  const [stand, setStand] = useState<{ problems: FieldProblem[]; versuch: number }>({
    problems: [],
    versuch: 0,
  });
  const [gesehen, setGesehen] = useState<unknown>(null);
  const show = (problems: FieldProblem[]) => setStand(({ versuch }) => ({ problems, versuch: versuch + 1 }));
  if (fehler !== gesehen) {
    setGesehen(fehler);
    if (fehler instanceof ApiFehler && fehler.status === 422) show(problemsOf(fehler.fehler));
  }
  const forget = (key: string) =>
    setStand(({ problems, versuch }) => ({
      problems: problems.filter((problem) => problem.field !== key),
      versuch,
    }));
  return { ...stand, show, forget };
}
