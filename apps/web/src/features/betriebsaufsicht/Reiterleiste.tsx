import { NavLink } from 'react-router';
import { Leiste } from '../../bausteine/Leiste.js';

const seiten = [
  { pfad: '/betrieb', text: 'Störungen' },
  { pfad: '/betrieb/umzug', text: 'Versionswechsel' },
  { pfad: '/betrieb/laeufe', text: 'Sammelvorgänge' },
];

/** The pages of "Betrieb". */
export function Reiterleiste() {
  return (
    <Leiste name="Betrieb" className="zst-reiter">
      {seiten.map(({ pfad, text }) => (
        <li key={pfad}>
          <NavLink to={pfad} end>
            {text}
          </NavLink>
        </li>
      ))}
    </Leiste>
  );
}
