import type { TextareaHTMLAttributes } from 'react';
import { Symbol } from '../layout/Symbol.js';

interface Props extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  id: string;
  beschriftung: string;
  hinweis?: string;
  fehler?: string | undefined;
}

/** A text of several lines outside of drawn forms. */
export function Textbereich({ beschriftung, hinweis, fehler, className = '', ...rest }: Props) {
  const ids = [hinweis ? `${rest.id}-hinweis` : '', fehler ? `${rest.id}-fehler` : ''].filter(Boolean);
  return (
    <div className={`kern-form-input${fehler ? ' kern-form-input--error' : ''}`}>
      <label className="kern-label" htmlFor={rest.id}>
        {beschriftung}
      </label>
      {hinweis ? (
        <p className="kern-hint" id={`${rest.id}-hinweis`}>
          {hinweis}
        </p>
      ) : null}
      <textarea
        rows={3}
        {...rest}
        className={`kern-form-input__input${fehler ? ' kern-form-input__input--error' : ''} ${className}`}
        aria-invalid={fehler ? true : undefined}
        aria-describedby={ids.length > 0 ? ids.join(' ') : undefined}
      />
      {fehler ? (
        <p className="kern-error" id={`${rest.id}-fehler`} role="alert">
          <Symbol name="danger" />
          <span className="kern-body">{fehler}</span>
        </p>
      ) : null}
    </div>
  );
}
