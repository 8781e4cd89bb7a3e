import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiFehler } from '../api/fehler.js';
import { Ladeanzeige } from '../layout/Ladeanzeige.js';
import { NichtGefunden } from '../layout/NichtGefunden.js';
import { FehlerHinweis } from './Hinweis.js';

/** The usual three faces of something loaded: on its way, failed with a way on, there. */
export function Abfrage<T>({
  abfrage,
  children,
}: {
  abfrage: UseQueryResult<T>;
  children: (daten: T) => ReactNode;
}) {
  if (abfrage.data !== undefined) return children(abfrage.data);
  if (abfrage.isPending) return <Ladeanzeige />;
  if (abfrage.error instanceof ApiFehler && abfrage.error.status === 404) return <NichtGefunden />;
  return <FehlerHinweis fehler={abfrage.error} erneut={() => void abfrage.refetch()} />;
}
