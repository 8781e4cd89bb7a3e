/** What is kept for how long: reports that became no case, cases of the Case Management, Anliegen, and mails. */
export const AUFBEWAHRUNGSKLASSEN = ['meldung', 'fall', 'anliegen', 'nachrichten'] as const;
export type Aufbewahrungsklasse = (typeof AUFBEWAHRUNGSKLASSEN)[number];

export interface Aufbewahrungsregel {
  /** ISO 8601 duration after the end of the process; of mails, after they were written */
  frist: string;
  /** erased without anybody's approval */
  automatisch: boolean;
}
export type Aufbewahrung = Record<Aufbewahrungsklasse, Aufbewahrungsregel>;

/** What holds where a municipality says nothing. */
export const AUFBEWAHRUNG_VORGABE: Aufbewahrung = {
  meldung: { frist: 'P6M', automatisch: false },
  fall: { frist: 'P3Y', automatisch: false },
  anliegen: { frist: 'P10Y', automatisch: false },
  nachrichten: { frist: 'P1Y', automatisch: false },
};

export const AUFBEWAHRUNG_TEXTE: Record<Aufbewahrungsklasse, string> = {
  meldung: 'Meldungen, aus denen kein Fall wurde',
  fall: 'Fälle des Case Managements',
  anliegen: 'Anliegen',
  nachrichten: 'E-Mails',
};

/** A Meldung has become a Fall once Case Management has accepted it. */
export const STATUS_EINES_FALLS = [
  'angenommen',
  'uebergabe_vereinbart',
  'uebergeben',
  'abgeschlossen',
] as const;

const EINHEITEN: Record<string, [einzahl: string, mehrzahl: string]> = {
  Y: ['Jahr', 'Jahre'],
  M: ['Monat', 'Monate'],
  W: ['Woche', 'Wochen'],
  D: ['Tag', 'Tage'],
};

/** `P3Y6M` as `3 Jahre, 6 Monate`. */
export const describeZeitraum = (dauer: string): string =>
  [...dauer.matchAll(/(\d+)([YMWD])/g)]
    .map(([, zahl = '', einheit = '']) => `${zahl} ${EINHEITEN[einheit]?.[zahl === '1' ? 0 : 1] ?? einheit}`)
    .join(', ');
