import type { ReactNode, Ref } from 'react';
import { describeFehler } from '../api/fehler.js';
import { Symbol } from '../layout/Symbol.js';
import { Knopf } from './Knopf.js';

interface Props {
  art: 'info' | 'success' | 'warning' | 'danger';
  titel: string;
  children?: ReactNode;
  /** announce it when it appears */
  melden?: boolean;
  ref?: Ref<HTMLDivElement>;
}

/** A KERN alert: its kind is an icon and words, not only a colour. */
export function Hinweis({ art, titel, children, melden = false, ref }: Props) {
  const role = melden ? (art === 'danger' ? 'alert' : 'status') : undefined;
  return (
    <div className={`kern-alert kern-alert--${art}`} role={role} ref={ref} tabIndex={ref ? -1 : undefined}>
      <div className="kern-alert__header">
        <Symbol name={art} />
        <p className="kern-title">{titel}</p>
      </div>
      {children ? <div className="kern-alert__body">{children}</div> : null}
    </div>
  );
}

/** Something could not be loaded or done: why, and a way on. */
export function FehlerHinweis({
  fehler,
  titel,
  erneut,
}: {
  fehler: unknown;
  titel?: string;
  erneut?: () => void;
}) {
  return (
    <Hinweis art="danger" titel={titel ?? 'Das hat nicht geklappt'} melden>
      <p className="kern-body">{describeFehler(fehler)}</p>
      {erneut ? (
        <p>
          <Knopf art="secondary" onClick={erneut}>
            Noch einmal versuchen
          </Knopf>
        </p>
      ) : null}
    </Hinweis>
  );
}
