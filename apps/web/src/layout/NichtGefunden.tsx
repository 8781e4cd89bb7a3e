import { Link } from 'react-router';
import { Seite } from './Seite.js';

export function NichtGefunden() {
  return (
    <Seite titel="Diese Seite gibt es nicht" schmal>
      <p className="kern-body">
        Vielleicht ist die Adresse falsch abgeschrieben oder die Seite ist umgezogen. Geben Sie die Adresse
        bitte noch einmal ein oder beginnen Sie auf der Startseite.
      </p>
      <p>
        <Link className="kern-link" to="/">
          Zur Startseite
        </Link>
      </p>
    </Seite>
  );
}
