/** What the elements of some model files are called, by id; elements without name are left out. */
export function namenIn(inhalte: readonly string[]): Map<string, string> {
  const namen = new Map<string, string>();
  for (const inhalt of inhalte) {
    const dokument = new DOMParser().parseFromString(inhalt, 'application/xml');
    for (const element of dokument.querySelectorAll('[id][name]')) {
      const [id, name] = [element.getAttribute('id'), element.getAttribute('name')?.trim()];
      if (id && name) namen.set(id, name);
    }
  }
  return namen;
}
