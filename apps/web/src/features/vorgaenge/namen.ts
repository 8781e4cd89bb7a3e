const HOECHSTENS = 3;

/** Names of organisations in a line: many of them are counted. */
export function listNames(organisationen: readonly { name: string }[]): string {
  const namen = organisationen.map(({ name }) => name);
  if (namen.length <= HOECHSTENS + 1) return namen.join(' · ');
  return `${namen.slice(0, HOECHSTENS).join(' · ')} und ${namen.length - HOECHSTENS} weitere`;
}
