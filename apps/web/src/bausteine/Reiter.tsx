import { Link, useLocation } from 'react-router';

export interface ReiterEintrag {
  suche: string;
  text: string;
  aktiv: boolean;
}

/** Views of a list as links: each has its address, works with back and with the keyboard. */
export function Reiter({ name, eintraege }: { name: string; eintraege: ReiterEintrag[] }) {
  const { pathname } = useLocation();
  return (
    <nav className="zst-nav zst-reiter" aria-label={name}>
      <ul>
        {eintraege.map((eintrag) => (
          <li key={eintrag.suche}>
            <Link to={`${pathname}${eintrag.suche}`} aria-current={eintrag.aktiv ? 'page' : undefined}>
              {eintrag.text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
