import { useSyncExternalStore } from 'react';

const zeitpunkt = new Intl.DateTimeFormat('de-DE', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Europe/Berlin',
});

export const formatZeit = (iso: string): string => {
  const zeit = new Date(iso);
  return Number.isNaN(zeit.getTime()) ? iso : `${zeitpunkt.format(zeit)} Uhr`;
};

export const countDateien = (anzahl: number): string =>
  anzahl === 1 ? '1 geänderte Datei' : `${anzahl} geänderte Dateien`;

const schmal = () => window.matchMedia('(max-width: 699px)');

/** True on screens too narrow for drawing. */
export const useSchmal = (): boolean =>
  useSyncExternalStore(
    (melden) => {
      const abfrage = schmal();
      abfrage.addEventListener('change', melden);
      return () => abfrage.removeEventListener('change', melden);
    },
    () => schmal().matches,
  );
