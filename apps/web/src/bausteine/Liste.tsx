import type { ReactNode } from 'react';

export interface Paar {
  frage: string;
  antwort: ReactNode;
}

/** Questions and answers. */
export function Paare({ paare }: { paare: Paar[] }) {
  return (
    <dl className="kern-description-list">
      {paare.map(({ frage, antwort }) => (
        <div className="kern-description-list-item" key={frage}>
          <dt className="kern-description-list-item__key">{frage}</dt>
          <dd className="kern-description-list-item__value">{antwort}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface Ereignis {
  am: ReactNode;
  text: string;
  wer?: string | null;
}

/** What happened, one entry below the other. */
export function Zeitleiste({ ereignisse }: { ereignisse: Ereignis[] }) {
  return (
    <ol className="zst-zeitleiste">
      {ereignisse.map((ereignis, index) => (
        <li key={index}>
          <p>{ereignis.text}</p>
          <p className="zst-leise zst-klein">
            {ereignis.am}
            {ereignis.wer ? ` · ${ereignis.wer}` : null}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** Nothing there yet, and what that means. */
export function Leer({ titel, children }: { titel: string; children?: ReactNode }) {
  return (
    <div className="zst-leer">
      <p className="kern-title">{titel}</p>
      {children ? <div className="zst-leise">{children}</div> : null}
    </div>
  );
}
