import type { Recht } from '@zusteuerung/domain';

export interface Eintrag {
  pfad: string;
  text: string;
  rechte: Recht[];
}

/** Main navigation in order; an entry is shown when the person has one of its rights. */
export const navigation: Eintrag[] = [
  { pfad: '/aufgaben', text: 'Aufgaben', rechte: ['aufgaben.bearbeiten'] },
  { pfad: '/vorgaenge', text: 'Vorgänge', rechte: ['faelle.sehen', 'meldungen.eigene', 'anliegen.sehen'] },
  { pfad: '/postfach', text: 'Postfach', rechte: ['postfach.sehen'] },
  { pfad: '/modelle', text: 'Abläufe und Regeln', rechte: ['modelle.sehen'] },
  { pfad: '/betrieb', text: 'Betrieb', rechte: ['betrieb.fuehren'] },
  { pfad: '/loeschen', text: 'Datenschutz', rechte: ['loeschen.sehen'] },
  { pfad: '/konten', text: 'Konten', rechte: ['konten.sehen'] },
  { pfad: '/schnittstellen', text: 'Schnittstellen', rechte: ['schnittstellen.verwalten'] },
];

export const visibleEintraege = (rechte: readonly string[]): Eintrag[] =>
  navigation.filter((eintrag) => eintrag.rechte.some((recht) => rechte.includes(recht)));

/** Where a person starts after signing in. */
export const startPfad = (rechte: readonly string[]): string => visibleEintraege(rechte)[0]?.pfad ?? '/';
