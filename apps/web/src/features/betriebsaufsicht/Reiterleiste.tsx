import { NavLink } from 'react-router';

const seiten = [
  { pfad: '/betrieb', text: 'Störungen' },
  { pfad: '/betrieb/umzug', text: 'Versionswechsel' },
  { pfad: '/betrieb/laeufe', text: 'Sammelvorgänge' },
];

/** The pages of "Betrieb". */
export function Reiterleiste() {
  return (
    <nav className="zst-nav zst-reiter" aria-label="Betrieb">
      <ul>
        {seiten.map(({ pfad, text }) => (
          <li key={pfad}>
            <NavLink to={pfad} end>
              {text}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
