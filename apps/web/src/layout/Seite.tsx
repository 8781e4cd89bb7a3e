import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';

interface Props {
  titel: string;
  /** a word above the heading, e.g. the municipality */
  vorzeile?: string;
  /** name of the browser window when it should say more than the heading */
  fenstertitel?: string;
  children: ReactNode;
  /** narrow text column instead of the full width */
  schmal?: boolean;
}

let ersteSeite = true;

/** A page: browser title, one h1 that takes the focus when the page changes, and the content. */
export function Seite({ titel, vorzeile, fenstertitel, children, schmal = false }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    if (!ersteSeite) heading.current?.focus({ preventScroll: true });
    if (!ersteSeite) window.scrollTo(0, 0);
    ersteSeite = false;
  }, [pathname]);
  return (
    <div className={schmal ? 'zst-stapel zst-text' : 'zst-stapel'}>
      <title>{`${fenstertitel ?? titel} – Zusteuerung`}</title>
      <header>
        {vorzeile ? <p className="zst-leise">{vorzeile}</p> : null}
        <h1 className="kern-heading-x-large" tabIndex={-1} ref={heading}>
          {titel}
        </h1>
      </header>
      {children}
    </div>
  );
}
