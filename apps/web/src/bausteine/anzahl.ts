/** "1 Tabelle", "3 Tabellen" */
export const formatAnzahl = (anzahl: number, eins: string, viele: string): string =>
  `${anzahl} ${anzahl === 1 ? eins : viele}`;
