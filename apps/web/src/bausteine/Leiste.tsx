import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';

interface Props {
  name: string;
  className?: string;
  /** list items with one link each */
  children: ReactNode;
}

/** Links side by side; on a phone they scroll, beginning with the current one in sight. */
export function Leiste({ name, className = '', children }: Props) {
  const liste = useRef<HTMLUListElement>(null);
  const { pathname, search } = useLocation();
  useEffect(() => {
    const aktiv = liste.current?.querySelector<HTMLElement>('[aria-current=page]');
    if (!liste.current || !aktiv) return;
    liste.current.scrollLeft = aktiv.offsetLeft - (liste.current.clientWidth - aktiv.offsetWidth) / 2;
  }, [pathname, search]);
  return (
    <nav className={`zst-nav ${className}`} aria-label={name}>
      <ul ref={liste}>{children}</ul>
    </nav>
  );
}
