import { describe, Feldrahmen, type Beschriftung } from './Feldrahmen.js';

interface Props extends Beschriftung {
  name?: string;
  /** left out: the form reads it by `name` */
  wert?: string;
  optionen: { wert: string; text: string }[];
  /** shown first and means nothing chosen */
  leer?: string;
  onWert?: (wert: string) => void;
}

/** A choice from a list outside of drawn forms. */
export function Auswahlfeld({ id, beschriftung, hinweis, fehler, optionen, leer, ...rest }: Props) {
  const { name, wert, onWert } = rest;
  return (
    <Feldrahmen id={id} beschriftung={beschriftung} hinweis={hinweis} fehler={fehler}>
      <div className="kern-form-input__select-wrapper">
        <select
          id={id}
          name={name}
          className={`kern-form-input__select${fehler ? ' kern-form-input__select--error' : ''}`}
          value={wert}
          {...describe({ id, hinweis, fehler })}
          onChange={(event) => onWert?.(event.target.value)}
        >
          {leer === undefined ? null : <option value="">{leer}</option>}
          {optionen.map((option) => (
            <option key={option.wert} value={option.wert}>
              {option.text}
            </option>
          ))}
        </select>
      </div>
    </Feldrahmen>
  );
}
