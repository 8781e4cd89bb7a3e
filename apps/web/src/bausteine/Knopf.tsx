import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'react-router';
import { Symbol } from '../layout/Symbol.js';

type Art = 'primary' | 'secondary' | 'tertiary';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  art?: Art;
  symbol?: string;
  /** something is under way: the button stays reachable, but does nothing more */
  beschaeftigt?: boolean;
  /** clicking it several times in a row is meant, as with zooming; otherwise a double click counts once */
  mehrfach?: boolean;
  children: ReactNode;
}

export function Knopf({ art = 'primary', symbol, children, onClick, ...props }: Props) {
  const { beschaeftigt = false, mehrfach = false, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      className={`kern-btn kern-btn--${art}`}
      aria-disabled={beschaeftigt || undefined}
      onClick={(event) => {
        if (beschaeftigt || (event.detail > 1 && !mehrfach)) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {symbol ? <Symbol name={symbol} /> : null}
      <span className="kern-label">{children}</span>
    </button>
  );
}

export function Linkknopf({
  nach,
  art = 'primary',
  children,
}: {
  nach: string;
  art?: Art;
  children: ReactNode;
}) {
  return (
    <Link className={`kern-btn kern-btn--${art}`} to={nach}>
      <span className="kern-label">{children}</span>
    </Link>
  );
}
