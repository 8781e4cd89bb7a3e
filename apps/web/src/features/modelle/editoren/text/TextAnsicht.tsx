import { useId, useRef } from 'react';
import { Knopf } from '../../../../bausteine/Knopf.js';
import { dateiart } from '../../dateiart.js';
import type { Ansichtprops } from '../ansicht.js';
import { checkJson } from './jsonpruefung.js';

const erklaerungen: Partial<Record<ReturnType<typeof dateiart>, string>> = {
  form: 'Ein Formular in der Schreibweise von form-js (JSON).',
  kommune:
    'Einstellungen Ihrer Kommune (JSON). Fristen stehen unter „fristen“ als Dauer: P14D sind 14 Tage, PT4H vier Stunden, oder „5 Arbeitstage“. Unter „kalender“ stehen das Land (NW) und freie Tage.',
  szenario: 'Ein Beispielfall mit Schritten und erwartetem Ergebnis (JSON).',
};

/** A file as text, with the place of the error when it is broken JSON. */
export function TextAnsicht({ pfad, inhalt, bearbeitbar, onChange }: Ansichtprops) {
  const id = useId();
  const feld = useRef<HTMLTextAreaElement>(null);
  const fehler = dateiart(pfad) === 'sonstige' ? null : checkJson(inhalt);
  const jump = (position: number) => {
    feld.current?.focus();
    feld.current?.setSelectionRange(position, position + 1);
  };
  return (
    <div className={`kern-form-input${fehler ? ' kern-form-input--error' : ''} mod-voll`}>
      <label className="kern-label" htmlFor={id}>
        Inhalt der Datei
      </label>
      <div className="kern-hint" id={`${id}-hilfe`}>
        {erklaerungen[dateiart(pfad)] ?? 'Der Inhalt als Text.'}
      </div>
      <div className="mod-textfeld">
        <pre className="mod-zeilen" aria-hidden="true">
          {inhalt.split('\n').map((_, zeile) => `${zeile + 1}\n`)}
        </pre>
        <textarea
          id={id}
          ref={feld}
          className="kern-form-input__input mod-code"
          rows={Math.max(12, inhalt.split('\n').length + 1)}
          wrap="off"
          spellCheck={false}
          value={inhalt}
          readOnly={!bearbeitbar}
          aria-invalid={fehler !== null || undefined}
          aria-describedby={`${id}-hilfe ${id}-fehler`}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      <div id={`${id}-fehler`} role="status" className="mod-codefehler">
        {fehler ? (
          <>
            <p className="kern-error">
              <span className="kern-icon kern-icon--danger kern-icon--default" aria-hidden="true" />
              <span className="kern-body">{fehler.meldung}</span>
            </p>
            <Knopf art="tertiary" onClick={() => jump(fehler.position)}>
              Zur Stelle springen
            </Knopf>
          </>
        ) : null}
      </div>
    </div>
  );
}
