import type { ReactNode } from 'react';
import { Symbol } from '../layout/Symbol.js';

export interface Beschriftung {
  id: string;
  beschriftung: string;
  hinweis?: string | undefined;
  fehler?: string | undefined;
}

/** What a control says about itself to a screen reader: its hint and its error, if there are any. */
export function describe({ id, hinweis, fehler }: Omit<Beschriftung, 'beschriftung'>) {
  const ids = [hinweis ? `${id}-hinweis` : '', fehler ? `${id}-fehler` : ''].filter(Boolean);
  return {
    'aria-invalid': fehler ? true : undefined,
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
  };
}

export function Feldhinweis({ id, hinweis }: Pick<Beschriftung, 'id' | 'hinweis'>) {
  return hinweis ? (
    <p className="kern-hint" id={`${id}-hinweis`}>
      {hinweis}
    </p>
  ) : null;
}

export function Feldfehler({ id, fehler }: Pick<Beschriftung, 'id' | 'fehler'>) {
  return fehler ? (
    <p className="kern-error" id={`${id}-fehler`} role="alert">
      <Symbol name="danger" />
      <span className="kern-body">{fehler}</span>
    </p>
  ) : null;
}

/** Label, hint and error around one control outside of drawn forms; `schmal`: not wider than a text column. */
export function Feldrahmen({
  id,
  beschriftung,
  hinweis,
  fehler,
  schmal = true,
  children,
}: Beschriftung & { schmal?: boolean; children: ReactNode }) {
  return (
    <div className={`kern-form-input${schmal ? ' zst-text' : ''}${fehler ? ' kern-form-input--error' : ''}`}>
      <label className="kern-label" htmlFor={id}>
        {beschriftung}
      </label>
      <Feldhinweis id={id} hinweis={hinweis} />
      {children}
      <Feldfehler id={id} fehler={fehler} />
    </div>
  );
}
