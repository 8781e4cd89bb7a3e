interface Props {
  id: string;
  beschriftung: string;
  hinweis?: string;
  wert: string;
  optionen: { wert: string; text: string }[];
  /** shown first and means nothing chosen */
  leer?: string;
  onWert: (wert: string) => void;
}

/** A choice from a list outside of drawn forms. */
export function Auswahlfeld({ id, beschriftung, hinweis, wert, optionen, leer, onWert }: Props) {
  return (
    <div className="kern-form-input zst-text">
      <label className="kern-label" htmlFor={id}>
        {beschriftung}
      </label>
      {hinweis ? (
        <p className="kern-hint" id={`${id}-hinweis`}>
          {hinweis}
        </p>
      ) : null}
      <div className="kern-form-input__select-wrapper">
        <select
          id={id}
          className="kern-form-input__select"
          value={wert}
          aria-describedby={hinweis ? `${id}-hinweis` : undefined}
          onChange={(event) => onWert(event.target.value)}
        >
          {leer === undefined ? null : <option value="">{leer}</option>}
          {optionen.map((option) => (
            <option key={option.wert} value={option.wert}>
              {option.text}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
