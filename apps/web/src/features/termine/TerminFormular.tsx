import { useEffect, useState } from 'react';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Auswahlfeld } from '../../bausteine/Auswahlfeld.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Textfeld } from '../../bausteine/Textfeld.js';
import { useAblage } from '../../formulare/useAblage.js';
import { useSpeichern, useTerminAuswahl, type Termin, type TerminAuswahl } from './abfragen.js';
import { changeArt, eingabeOf, listMoegliche, werteOf, type Art, type Werte } from './eingabe.js';
import { FELDER, readFehler, type Fehler, type Feld } from './fehler.js';
import { Teilnehmende } from './Teilnehmende.js';
import './termine.css';

interface Props {
  vorgangId: string;
  /** null: a new one */
  termin: Termin | null;
  onFertig: (meldung?: string) => void;
}

/** A new meeting, or all of one anew. */
export function TerminFormular(props: Props) {
  const auswahl = useTerminAuswahl(props.vorgangId);
  return <Abfrage abfrage={auswahl}>{(daten) => <Formular {...props} auswahl={daten} />}</Abfrage>;
}

const NIEMAND = 'Bitte wählen Sie mindestens eine Stelle oder geben Sie eine E-Mail-Adresse an.';

const focusFeld = (feld: Feld): void => document.getElementById(`termin-${feld}`)?.focus();

function Formular({ vorgangId, termin, auswahl, onFertig }: Props & { auswahl: TerminAuswahl }) {
  const neu = termin === null;
  const ablage = useAblage(neu ? `termin.${vorgangId}` : null, () => werteOf(termin, auswahl));
  const { werte, setWerte } = ablage;
  const [niemand, setNiemand] = useState(false);
  const speichern = useSpeichern(vorgangId, termin?.id ?? null);
  const moegliche = listMoegliche(termin, auswahl);
  const fehler: Fehler = niemand ? { teilnehmende: NIEMAND } : readFehler(speichern.error, moegliche);
  const erstes = FELDER.find((feld) => fehler[feld]);
  const { error } = speichern;
  const end = (meldung?: string) => {
    ablage.forget();
    onFertig(meldung);
  };
  useEffect(() => focusFeld(termin ? 'beginn' : 'art'), [termin]);
  useEffect(() => {
    if (erstes) focusFeld(erstes);
  }, [erstes, error]);
  return (
    <form
      className="zst-stapel zst-termine zst-nicht-drucken"
      aria-label={termin ? `„${termin.titel}“ verschieben oder ändern` : 'Termin planen'}
      onSubmit={(event) => {
        event.preventDefault();
        const eingabe = eingabeOf(werte);
        setNiemand(eingabe.teilnehmende.length === 0);
        if (eingabe.teilnehmende.length === 0) {
          speichern.reset();
          return focusFeld('teilnehmende');
        }
        speichern.mutate(eingabe, {
          onSuccess: () =>
            end(
              neu
                ? 'Der Termin ist geplant. Die Einladungen sind unterwegs.'
                : 'Der Termin ist geändert. Alle Eingeladenen erfahren davon.',
            ),
        });
      }}
    >
      <h3 className="kern-title">{termin ? 'Termin verschieben oder ändern' : 'Termin planen'}</h3>
      {error && !erstes ? <FehlerHinweis fehler={error} /> : null}
      <Felder werte={werte} auswahl={auswahl} fehler={fehler} onWerte={setWerte} />
      <Teilnehmende
        moegliche={moegliche}
        gewaehlt={werte.gewaehlt}
        adressen={werte.adressen}
        fehler={fehler}
        onChange={(eingeladen) => {
          setNiemand(false);
          setWerte({ ...werte, ...eingeladen });
        }}
      />
      <div className="zst-knoepfe">
        <Knopf type="submit" beschaeftigt={speichern.isPending}>
          {speichern.isPending ? 'Wird gespeichert …' : termin ? 'Termin ändern' : 'Einladen'}
        </Knopf>
        <Knopf art="secondary" onClick={() => end()}>
          Abbrechen
        </Knopf>
      </div>
    </form>
  );
}

interface FelderProps {
  werte: Werte;
  auswahl: TerminAuswahl;
  fehler: Fehler;
  onWerte: (werte: Werte) => void;
}

function Felder({ werte, auswahl, fehler, onWerte }: FelderProps) {
  const field = (name: 'titel' | 'tag' | 'uhrzeit' | 'dauer' | 'ort') => ({
    value: werte[name],
    onChange: ({ target }: { target: { value: string } }) => onWerte({ ...werte, [name]: target.value }),
  });
  const arten = auswahl.arten.map(({ art, text }) => ({ wert: art, text }));
  return (
    <>
      <Auswahlfeld
        id="termin-art"
        beschriftung="Was für ein Termin?"
        wert={werte.art}
        optionen={arten}
        onWert={(art) => onWerte(changeArt(werte, art as Art, auswahl))}
      />
      <Textfeld
        id="termin-titel"
        beschriftung="Titel"
        hinweis="Er steht in E-Mails und Kalendern: bitte keine Namen und nichts Vertrauliches."
        required
        maxLength={120}
        pattern=".*\S.*"
        fehler={fehler.titel}
        {...field('titel')}
      />
      <div className="zst-terminzeit">
        <Textfeld
          id="termin-beginn"
          type="date"
          beschriftung="Tag"
          required
          max="9999-12-31"
          fehler={fehler.beginn}
          {...field('tag')}
        />
        <Textfeld id="termin-uhrzeit" type="time" beschriftung="Uhrzeit" required {...field('uhrzeit')} />
        <Textfeld
          id="termin-dauer"
          type="number"
          inputMode="numeric"
          beschriftung="Dauer (Minuten)"
          required
          min={5}
          max={1440}
          fehler={fehler.dauer}
          {...field('dauer')}
        />
      </div>
      <Textfeld
        id="termin-ort"
        beschriftung="Ort (freiwillig)"
        hinweis="Raum oder Link zur Videokonferenz; auch hier bitte keine Namen."
        maxLength={300}
        fehler={fehler.ort}
        {...field('ort')}
      />
    </>
  );
}
