/** The rungs of the ladder on which an Anliegen stands; models set them through the element property `stufe`. */
export const STUFEN = [
  'fall',
  'fallkonferenz',
  'vorabfrage',
  'projektgruppe_kommune',
  'projektgruppe_kreis',
  'lenkungsgruppe',
  'land',
  'umsetzung',
  'abgeschlossen',
] as const;
export type Stufe = (typeof STUFEN)[number];

const STUFEN_TEXTE: Record<Stufe, string> = {
  fall: 'Fall',
  fallkonferenz: 'Fallkonferenz',
  vorabfrage: 'Vorabfrage bei anderen Kommunen',
  projektgruppe_kommune: 'Projektgruppe Kommune',
  projektgruppe_kreis: 'Projektgruppe Kreis',
  lenkungsgruppe: 'Lenkungsgruppe',
  land: 'Land',
  umsetzung: 'Umsetzung',
  abgeschlossen: 'Abgeschlossen',
};

export function isStufe(value: string): value is Stufe {
  return (STUFEN as readonly string[]).includes(value);
}

export function describeStufe(stufe: string): string {
  return isStufe(stufe) ? STUFEN_TEXTE[stufe] : stufe;
}
