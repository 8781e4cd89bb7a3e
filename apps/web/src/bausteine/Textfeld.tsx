import type { InputHTMLAttributes } from 'react';
import { Symbol } from '../layout/Symbol.js';

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  id: string;
  beschriftung: string;
  hinweis?: string;
  fehler?: string | undefined;
}

/** A text field outside of drawn forms (sign-in, status, search). */
export function Textfeld({ beschriftung, hinweis, fehler, ...rest }: Props) {
  const ids = [hinweis ? `${rest.id}-hinweis` : '', fehler ? `${rest.id}-fehler` : ''].filter(Boolean);
  return (
    <div className={`kern-form-input zst-text${fehler ? ' kern-form-input--error' : ''}`}>
      <label className="kern-label" htmlFor={rest.id}>
        {beschriftung}
      </label>
      {hinweis ? (
        <p className="kern-hint" id={`${rest.id}-hinweis`}>
          {hinweis}
        </p>
      ) : null}
      <input
        {...rest}
        className={`kern-form-input__input${fehler ? ' kern-form-input__input--error' : ''}`}
        aria-invalid={fehler ? true : undefined}
        aria-describedby={ids.length > 0 ? ids.join(' ') : undefined}
      />
      {fehler ? (
        <p className="kern-error" id={`${rest.id}-fehler`}>
          <Symbol name="danger" />
          <span className="kern-body">{fehler}</span>
        </p>
      ) : null}
    </div>
  );
}
