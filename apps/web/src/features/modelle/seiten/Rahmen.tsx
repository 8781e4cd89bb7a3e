import { useEffect, type ReactNode } from 'react';
import { Outlet } from 'react-router';
import { useIch } from '../../../api/ich.js';
import { FehlerHinweis } from '../../../bausteine/Hinweis.js';
import { Ladeanzeige } from '../../../layout/Ladeanzeige.js';
import { useStand } from '../api/abfragen.js';
import type { Modellstand } from '../api/types.js';
import { Modellkontext, openSitzung, useEntwuerfe } from '../sitzung.js';
import { Aenderungsleiste } from '../teile/Aenderungsleiste.js';
import { Konflikt } from '../teile/Konflikt.js';
import '../modelle.css';

/** Around all pages of "Abläufe und Regeln": the current version, the drafts and the bar that deploys them. */
export function Rahmen() {
  const stand = useStand();
  if (stand.isPending) return <Ladeanzeige />;
  if (!stand.data)
    return (
      <FehlerHinweis
        fehler={stand.error}
        titel="Die Abläufe konnten nicht geladen werden"
        erneut={() => void stand.refetch()}
      />
    );
  return (
    <Modellsitzung stand={stand.data}>
      <div className="zst-stapel">
        <Konflikt />
        <Outlet />
        <Aenderungsleiste />
      </div>
    </Modellsitzung>
  );
}

function Modellsitzung({ stand, children }: { stand: Modellstand; children: ReactNode }) {
  const { data: ich } = useIch();
  if (!ich) return <Ladeanzeige />;
  const sitzung = openSitzung(ich.id, ich.mandant.id);
  const darfBereitstellen = ich.rechte.includes('modelle.bereitstellen');
  return (
    <Modellkontext value={{ ...sitzung, stand, darfBereitstellen }}>
      <Verlustwarnung />
      {children}
    </Modellkontext>
  );
}

/** Lets the browser ask before the tab with undeployed changes is closed. */
function Verlustwarnung() {
  const offen = useEntwuerfe().entwuerfe.length > 0;
  useEffect(() => {
    if (!offen) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [offen]);
  return null;
}
