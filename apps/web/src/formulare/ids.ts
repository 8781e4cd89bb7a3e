/** Ids of the parts of a field, the same for labels, errors and the links of the error list. */
export const feldId = (key: string) => `feld-${key}`;
export const fehlerId = (key: string) => `feld-${key}-fehler`;
export const hinweisId = (key: string) => `feld-${key}-hinweis`;
export const optionId = (key: string, index: number) =>
  index === 0 ? feldId(key) : `${feldId(key)}-${index}`;

/** Value for aria-describedby; undefined when nothing describes the field. */
export function describedBy(key: string, parts: { hinweis: boolean; fehler: boolean }): string | undefined {
  const ids = [parts.hinweis ? hinweisId(key) : null, parts.fehler ? fehlerId(key) : null].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}
