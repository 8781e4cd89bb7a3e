import type { TextareaHTMLAttributes } from 'react';
import { describe, Feldrahmen, type Beschriftung } from './Feldrahmen.js';

type Props = TextareaHTMLAttributes<HTMLTextAreaElement> & Beschriftung;

/** A text of several lines outside of drawn forms. */
export function Textbereich({ beschriftung, hinweis, fehler, className = '', ...rest }: Props) {
  const { id } = rest;
  return (
    <Feldrahmen id={id} beschriftung={beschriftung} hinweis={hinweis} fehler={fehler} schmal={false}>
      <textarea
        rows={3}
        {...rest}
        className={`kern-form-input__input${fehler ? ' kern-form-input__input--error' : ''} ${className}`}
        {...describe({ id, hinweis, fehler })}
      />
    </Feldrahmen>
  );
}
