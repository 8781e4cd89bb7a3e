export interface Regelort {
  pfad: string;
  /** id of the row, or of the decision when the table has no such row (any more) */
  element: string;
}

/** Where the row of a decision table is: which file, which element. */
export function findRegel(
  dateien: readonly { pfad: string; inhalt: string }[],
  tabelle: string,
  zeile: number,
): Regelort | null {
  for (const { pfad, inhalt } of dateien) {
    const xml = new DOMParser().parseFromString(inhalt, 'application/xml');
    const decision = [...xml.getElementsByTagNameNS('*', 'decision')].find((one) => one.id === tabelle);
    if (!decision) continue;
    const regel = decision.getElementsByTagNameNS('*', 'rule')[zeile - 1];
    return { pfad, element: regel?.id || tabelle };
  }
  return null;
}
