import { useEffect, useRef, useState, type ReactNode, type Ref } from 'react';

interface Props {
  id: string;
  titel: string;
  /** what one would find inside, in a few words */
  kurz?: ReactNode;
  /** open at first; `breit`: only where there is room for it beside the rest */
  offen?: boolean | 'breit';
  /** built when it is opened for the first time */
  spaet?: boolean;
  stufe?: 2 | 3;
  className?: string;
  /** the summary, to give it the focus */
  ref?: Ref<HTMLElement>;
  children: ReactNode;
}

const hasRoom = (): boolean => window.matchMedia('(min-width: 64rem)').matches;

/** A section with a heading that folds away and says what it holds; on paper it is open. */
export function Klappe({ id, titel, kurz, offen = 'breit', spaet = false, ref, ...rest }: Props) {
  const { stufe = 2, className = '', children } = rest;
  const details = useRef<HTMLDetailsElement>(null);
  const [anfangs] = useState(() => (offen === 'breit' ? hasRoom() : offen));
  const [gebaut, setGebaut] = useState(anfangs || !spaet);
  const Ueberschrift = stufe === 3 ? 'h3' : 'h2';
  useEffect(() => openForPrint(details.current), []);
  return (
    <section className={`zst-abschnitt ${className}`} aria-labelledby={id}>
      <details
        ref={details}
        className="zst-klappe"
        open={anfangs}
        onToggle={({ currentTarget }) => {
          if (currentTarget.open) setGebaut(true);
        }}
      >
        <summary ref={ref}>
          <Ueberschrift className={stufe === 3 ? 'kern-title' : 'kern-heading-medium'} id={id}>
            {titel}
          </Ueberschrift>
          {kurz ? <span className="zst-leise zst-klein">{kurz}</span> : null}
        </summary>
        <div className="zst-stapel zst-abschnitt__inhalt">{gebaut ? children : null}</div>
      </details>
    </section>
  );
}

/** What is folded on the screen would be missing on paper. */
function openForPrint(details: HTMLDetailsElement | null): () => void {
  let war = true;
  const before = () => {
    if (!details) return;
    war = details.open;
    details.open = true;
  };
  const after = () => {
    if (details) details.open = war;
  };
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}
