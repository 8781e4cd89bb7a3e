import { Textbereich } from '../../bausteine/Textbereich.js';
import { Symbol } from '../../layout/Symbol.js';
import type { Moeglich, Werte } from './eingabe.js';

interface Props {
  moegliche: Moeglich[];
  gewaehlt: string[];
  adressen: string;
  fehler: { teilnehmende?: string; adressen?: string };
  onChange: (neu: Partial<Pick<Werte, 'gewaehlt' | 'adressen'>>) => void;
}

/** Who is invited: groups and the reporter to tick, further addresses to type. */
export function Teilnehmende({ moegliche, gewaehlt, adressen, fehler, onChange }: Props) {
  return (
    <>
      <fieldset
        className={`kern-fieldset${fehler.teilnehmende ? ' kern-fieldset--error' : ''}`}
        id="termin-teilnehmende"
        tabIndex={-1}
        aria-describedby={`termin-teilnehmende-hinweis${fehler.teilnehmende ? ' termin-teilnehmende-fehler' : ''}`}
      >
        <legend className="kern-label">Wer ist eingeladen?</legend>
        <p className="kern-hint" id="termin-teilnehmende-hinweis">
          Alle bekommen eine E-Mail mit dem Eintrag für den Kalender.
        </p>
        {fehler.teilnehmende ? (
          <p className="kern-error" id="termin-teilnehmende-fehler" role="alert">
            <Symbol name="danger" />
            <span className="kern-body">{fehler.teilnehmende}</span>
          </p>
        ) : null}
        <div className="kern-fieldset__body">
          {moegliche.map(({ id, text }) => (
            <div className="kern-form-check" key={id}>
              <input
                className="kern-form-check__checkbox"
                type="checkbox"
                id={`eingeladen-${id}`}
                checked={gewaehlt.includes(id)}
                onChange={({ target }) =>
                  onChange({
                    gewaehlt: target.checked ? [...gewaehlt, id] : gewaehlt.filter((one) => one !== id),
                  })
                }
              />
              <label className="kern-label" htmlFor={`eingeladen-${id}`}>
                {text}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
      <Textbereich
        id="termin-adressen"
        beschriftung="Weitere E-Mail-Adressen (freiwillig)"
        hinweis="Eine pro Zeile. Laden Sie nur Menschen ein, die von dem Fall wissen dürfen."
        rows={2}
        fehler={fehler.adressen}
        value={adressen}
        onChange={(event) => onChange({ adressen: event.target.value })}
      />
    </>
  );
}
