/** A mail template taken apart: first line "Betreff: …", an empty line, the text. */
export interface Nachricht {
  betreff: string;
  text: string;
}

export function parseNachricht(inhalt: string): Nachricht {
  const normal = inhalt.replaceAll('\r\n', '\n');
  const kopf = /^Betreff:[ \t]*(.*)\n?/.exec(normal);
  if (!kopf) return { betreff: '', text: normal };
  return { betreff: kopf[1]?.trim() ?? '', text: normal.slice(kopf[0].length).replace(/^\n/, '') };
}

export function writeNachricht({ betreff, text }: Nachricht): string {
  return `Betreff: ${betreff.replaceAll(/\s*\n\s*/g, ' ')}\n\n${text}`;
}

/** Names of the placeholders a template uses, each once, in order. */
export function placeholdersOf(inhalt: string): string[] {
  const namen = [...inhalt.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map((treffer) => treffer[1] ?? '');
  return [...new Set(namen.filter(Boolean))];
}
