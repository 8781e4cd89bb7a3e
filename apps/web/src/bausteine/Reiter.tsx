import { Link, useLocation } from 'react-router';
import { Leiste } from './Leiste.js';

export interface ReiterEintrag {
  suche: string;
  text: string;
  aktiv: boolean;
}

/** Views of a list as links: each has its address, works with back and with the keyboard. */
export function Reiter({ name, eintraege }: { name: string; eintraege: ReiterEintrag[] }) {
  const { pathname } = useLocation();
  return (
    <Leiste name={name} className="zst-reiter">
      {eintraege.map((eintrag) => (
        <li key={eintrag.suche}>
          <Link to={`${pathname}${eintrag.suche}`} aria-current={eintrag.aktiv ? 'page' : undefined}>
            {eintrag.text}
          </Link>
        </li>
      ))}
    </Leiste>
  );
}
