import { Link } from 'react-router';
import { useIch } from '../api/ich.js';

export function Fuss() {
  const ich = useIch();
  return (
    <footer className="zst-fuss">
      <div className="zst-breite zst-fuss__zeile">
        <Link to="/">Kommune wählen</Link>
        <Link to="/status">Stand einer Meldung abfragen</Link>
        {ich.data ? null : <Link to="/anmelden">Anmelden für Fachkräfte</Link>}
      </div>
    </footer>
  );
}
