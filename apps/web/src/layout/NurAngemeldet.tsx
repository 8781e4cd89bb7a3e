import { useState } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useIch } from '../api/ich.js';
import { FehlerHinweis } from '../bausteine/Hinweis.js';
import { Ladeanzeige } from './Ladeanzeige.js';

/** Pages behind it need a session; without one the sign-in page comes first and leads back here. */
export function NurAngemeldet() {
  const ich = useIch();
  const { pathname, search } = useLocation();
  const [warAngemeldet, setWarAngemeldet] = useState(false);
  if (ich.data && !warAngemeldet) setWarAngemeldet(true);
  if (ich.isPending) return <Ladeanzeige />;
  if (ich.isError) return <FehlerHinweis fehler={ich.error} erneut={() => void ich.refetch()} />;
  if (!ich.data) {
    const weiter = `weiter=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/anmelden?${weiter}${warAngemeldet ? '&abgelaufen' : ''}`} replace />;
  }
  if (ich.data.zweiterFaktor === 'einrichten' && pathname !== '/sicherheit')
    return <Navigate to="/sicherheit" replace />;
  return <Outlet />;
}
