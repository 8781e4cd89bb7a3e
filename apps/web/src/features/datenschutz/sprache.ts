const namen = new Intl.DisplayNames('de', { type: 'language' });
const kennung = /^[a-z]{2,3}$/;

/** A language by its German name: `de` is „Deutsch“; what is no code stays as it was written. */
export function nameOfSprache(sprache: string): string {
  return kennung.test(sprache) ? (namen.of(sprache) ?? sprache) : sprache;
}
