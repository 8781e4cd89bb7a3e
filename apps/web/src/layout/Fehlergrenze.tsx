import { isRouteErrorResponse, useRouteError } from 'react-router';
import { NichtGefunden } from './NichtGefunden.js';
import { Seite } from './Seite.js';

/** What people see when a page breaks or its code can't be loaded. */
export function Fehlergrenze() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NichtGefunden />;
  return (
    <Seite titel="Die Seite lässt sich gerade nicht anzeigen" schmal>
      <p className="kern-body">
        Das liegt nicht an Ihnen. Angaben, die Sie schon gemacht haben, bleiben in diesem Browserfenster
        erhalten. Bitte laden Sie die Seite neu.
      </p>
      <p>
        <button
          type="button"
          className="kern-btn kern-btn--primary"
          onClick={() => {
            window.location.reload();
          }}
        >
          <span className="kern-label">Seite neu laden</span>
        </button>
      </p>
    </Seite>
  );
}
