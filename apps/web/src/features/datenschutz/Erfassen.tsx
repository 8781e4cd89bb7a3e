import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, daten } from '../../api/client.js';
import { useEinmal } from '../../api/einmal.js';
import type { EinwilligungEingabe, Einwilligungen } from '../../api/typen.js';
import { Ankreuzliste } from '../../bausteine/Ankreuzliste.js';
import { Auswahlfeld } from '../../bausteine/Auswahlfeld.js';
import { Haken } from '../../bausteine/Haken.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Textbereich } from '../../bausteine/Textbereich.js';
import { Textfeld } from '../../bausteine/Textfeld.js';
import { useAblage } from '../../formulare/useAblage.js';
import {
  checkEingabe,
  eingabeOf,
  FELDER,
  readFehler,
  werteOf,
  type Fehler,
  type Feld,
  type Werte,
} from './eingabe.js';

const FORMEN = [
  { wert: 'schriftlich', text: 'Schriftlich' },
  { wert: 'muendlich', text: 'Mündlich' },
  { wert: 'elektronisch', text: 'Elektronisch' },
];
const DURCH = [
  { wert: 'person', text: 'Die Person selbst' },
  { wert: 'sorgeberechtigte', text: 'Sorgeberechtigte oder gesetzliche Vertretung' },
];

const focusFeld = (feld: Feld): void => document.getElementById(`ew-${feld}`)?.focus();
const firstOf = (fehler: Fehler): Feld | undefined => FELDER.find((feld) => fehler[feld]);

function useErfassen(id: string, onErfasst: () => void) {
  const client = useQueryClient();
  const schluesselFor = useEinmal();
  return useMutation({
    mutationFn: (body: EinwilligungEingabe) =>
      daten(
        api.POST('/api/vorgaenge/{id}/einwilligungen', {
          params: { path: { id }, header: { 'Idempotency-Key': schluesselFor(body) } },
          body,
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['vorgaenge'] });
      onErfasst();
    },
    onError: (error) => {
      const erstes = firstOf(readFehler(error));
      if (erstes) focusFeld(erstes);
    },
  });
}

interface Props {
  id: string;
  alle: Einwilligungen;
  /** `erfasst`: there is a new one */
  onFertig: (erfasst: boolean) => void;
}

/** Records a consent given on paper or in a talk. */
export function Erfassen({ id, alle, onFertig }: Props) {
  const { werte, setWerte, forget } = useAblage(`einwilligung.${id}`, () => werteOf(alle.vorlage));
  const [eigene, setEigene] = useState<Fehler>({});
  const end = (erfasst: boolean) => {
    forget();
    onFertig(erfasst);
  };
  const erfassen = useErfassen(id, () => end(true));
  const fehler = { ...readFehler(erfassen.error), ...eigene };
  useEffect(() => focusFeld('text'), []);
  const submit = () => {
    const gefunden = checkEingabe(eingabeOf(werte));
    const erstes = firstOf(gefunden);
    setEigene(gefunden);
    erfassen.reset();
    if (erstes) focusFeld(erstes);
    else erfassen.mutate(eingabeOf(werte));
  };
  return (
    <form
      className="zst-stapel"
      aria-label="Einwilligung erfassen"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!erfassen.isPending) submit();
      }}
    >
      <Felder werte={werte} alle={alle} fehler={fehler} onWerte={setWerte} />
      {erfassen.error && !firstOf(fehler) ? (
        <FehlerHinweis fehler={erfassen.error} titel="Noch nicht erfasst" />
      ) : null}
      <div className="zst-knoepfe">
        <Knopf type="submit" beschaeftigt={erfassen.isPending}>
          Erfassen
        </Knopf>
        <Knopf art="secondary" onClick={() => end(false)}>
          Abbrechen
        </Knopf>
      </div>
    </form>
  );
}

interface FelderProps {
  werte: Werte;
  alle: Einwilligungen;
  fehler: Fehler;
  onWerte: (werte: Werte) => void;
}

function Felder({ werte, alle, fehler, onWerte }: FelderProps) {
  const field = (name: 'text' | 'zwecke' | 'umstaende' | 'erteiltAm' | 'sprache') => ({
    id: `ew-${name}`,
    value: werte[name],
    fehler: fehler[name],
    onChange: ({ target }: { target: { value: string } }) => onWerte({ ...werte, [name]: target.value }),
  });
  return (
    <>
      <Textbereich beschriftung="Was wurde der Person gesagt?" rows={6} {...field('text')} />
      <Textfeld beschriftung="Zwecke" hinweis="Mehrere mit Strichpunkt trennen" {...field('zwecke')} />
      <Ankreuzliste
        id="ew-empfaenger"
        beschriftung="Wer darf die Angaben bekommen?"
        fehler={fehler.empfaenger}
        optionen={alle.organisationen.map(({ id: wert, name, regime }) => ({
          wert,
          text: `${name}${regime === 'KDG' ? ' (KDG: Schriftform)' : ''}`,
        }))}
        gewaehlt={werte.empfaenger}
        onGewaehlt={(empfaenger) => onWerte({ ...werte, empfaenger })}
      />
      <Auswahlfeld
        id="ew-form"
        beschriftung="Form"
        optionen={FORMEN}
        wert={werte.form}
        onWert={(form) => onWerte({ ...werte, form: form as Werte['form'] })}
      />
      <Textfeld
        beschriftung="Besondere Umstände"
        hinweis="Wenn kirchliches Recht gilt und sie nicht schriftlich ist"
        {...field('umstaende')}
      />
      <Auswahlfeld
        id="ew-durch"
        beschriftung="Wer hat eingewilligt?"
        optionen={DURCH}
        wert={werte.durch}
        onWert={(durch) => onWerte({ ...werte, durch: durch as Werte['durch'] })}
      />
      <Haken
        id="ew-besondere"
        text="Sie umfasst ausdrücklich Gesundheit und Herkunft"
        an={werte.besondere}
        onAn={(besondere) => onWerte({ ...werte, besondere })}
      />
      <Textfeld type="date" beschriftung="Erteilt am" {...field('erteiltAm')} />
      <Textfeld beschriftung="Sprache des Textes" {...field('sprache')} />
    </>
  );
}
