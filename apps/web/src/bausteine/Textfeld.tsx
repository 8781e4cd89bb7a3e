import type { InputHTMLAttributes } from 'react';
import { describe, Feldrahmen, type Beschriftung } from './Feldrahmen.js';

type Props = InputHTMLAttributes<HTMLInputElement> & Beschriftung;

/** A text field outside of drawn forms (sign-in, status, search). */
export function Textfeld({ beschriftung, hinweis, fehler, ...rest }: Props) {
  const { id } = rest;
  return (
    <Feldrahmen id={id} beschriftung={beschriftung} hinweis={hinweis} fehler={fehler}>
      <input
        {...rest}
        className={`kern-form-input__input${fehler ? ' kern-form-input__input--error' : ''}`}
        {...describe({ id, hinweis, fehler })}
      />
    </Feldrahmen>
  );
}
