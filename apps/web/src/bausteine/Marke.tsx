import type { ReactNode } from 'react';
import { Symbol } from '../layout/Symbol.js';

/** A short state in words with an icon; never by colour alone. */
export function Marke({
  art,
  children,
}: {
  art: 'info' | 'success' | 'warning' | 'danger';
  children: ReactNode;
}) {
  return (
    <span className={`kern-badge kern-badge--${art} kern-badge--small`}>
      <Symbol name={art} />
      <span className="kern-label kern-label--small">{children}</span>
    </span>
  );
}
