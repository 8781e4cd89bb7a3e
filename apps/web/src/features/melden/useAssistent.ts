import {
  steps,
  validateAnswers,
  type FieldProblem,
  type Form,
  type Json,
  type Step,
  type Variables,
} from '@zusteuerung/forms';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { writeAntwort } from '../../formulare/antworten.js';
import { jetzt } from '../../formulare/lesen.js';
import { applyDefaults, flattenFields } from '../../formulare/vorbelegen.js';
import { deleteEntwurf, hasEntwurf, readEntwurf, writeEntwurf, type Entwurf } from './entwurf.js';

export const PRUEFEN = 'pruefen';

export const hasFeld = (step: Step, key: string): boolean =>
  flattenFields(step.fields).some((field) => field.key === key);

/** The answers kept in this browser tab. */
export function useEntwurf(kommune: string, zugang: string, form: Form) {
  const [entwurf, setEntwurf] = useState<Entwurf>(() => {
    const gespeichert = readEntwurf(kommune, zugang);
    return { ...gespeichert, antworten: applyDefaults(form, gespeichert.antworten) };
  });
  const save = (next: Entwurf) => {
    setEntwurf(next);
    writeEntwurf(kommune, zugang, next);
  };
  const discard = () => {
    deleteEntwurf(kommune, zugang);
    setEntwurf({ antworten: applyDefaults(form, {}), absendung: null });
  };
  return { entwurf, save, discard };
}

/**
 * Where in the form one is; the browser's back button goes back one step. Without kept answers one begins at the
 * beginning, whatever the address says: going back after the Meldung was sent shows no empty check page.
 */
export function useSchritt(form: Form, antworten: Variables, gemerkt: boolean) {
  const [unterwegs, setUnterwegs] = useState(gemerkt);
  const [suche, setSuche] = useSearchParams();
  const schritte = useMemo(() => steps(form, antworten, { now: jetzt() }), [form, antworten]);
  const gesucht = unterwegs ? suche.get('schritt') : null;
  const index = schritte.findIndex((step) => step.id === gesucht);
  const stelle = gesucht === PRUEFEN ? schritte.length : Math.max(index, 0);
  const go = (ziel: number) => {
    const id = ziel >= schritte.length ? PRUEFEN : schritte[Math.max(ziel, 0)]?.id;
    setUnterwegs(true);
    setSuche(id ? { schritt: id } : {});
  };
  return { schritte, stelle, go };
}

/** Everything the wizard knows and can do. */
export function useAssistent(kommune: string, zugang: string, form: Form) {
  const [gemerkt] = useState(() => hasEntwurf(kommune, zugang));
  const { entwurf, save, discard } = useEntwurf(kommune, zugang, form);
  const { schritte, stelle, go } = useSchritt(form, entwurf.antworten, gemerkt);
  const [fehler, setFehler] = useState<FieldProblem[]>([]);
  const [versuch, setVersuch] = useState(0);
  const [ziel, setZiel] = useState<string | null>(null);
  const schritt = schritte[stelle] ?? null;

  const check = (): FieldProblem[] => validateAnswers(form, entwurf.antworten, { now: jetzt() }).problems;
  const showFehler = (problems: FieldProblem[]) => {
    setFehler(problems);
    setVersuch((bisher) => bisher + 1);
  };
  return {
    entwurf,
    save,
    schritte,
    stelle,
    schritt,
    fehler,
    versuch,
    /** the field that takes the focus when its step opens */
    ziel: ziel !== null && schritt !== null && hasFeld(schritt, ziel) ? ziel : null,
    check,
    showFehler,
    answer: (key: string, wert: Json) => {
      save({ ...entwurf, antworten: writeAntwort(entwurf.antworten, key, wert) });
      setFehler((bisher) => bisher.filter((problem) => problem.field !== key));
    },
    goTo: (nach: number) => {
      setFehler([]);
      setZiel(null);
      go(nach);
    },
    /** Opens the step that asks for the field and takes the focus there; errors stay visible. */
    jumpTo: (key: string) => {
      setZiel(key);
      go(schritte.findIndex((step) => hasFeld(step, key)));
    },
    discard: () => {
      discard();
      setFehler([]);
      go(0);
    },
  };
}

export type AssistentZustand = ReturnType<typeof useAssistent>;
