/** The parts of a scenario that people read; everything else is for `zst test`. */
interface Gegenbeispiel {
  choices?: Record<string, (string | number | boolean)[]>;
  steps?: Record<string, unknown>[];
}

type NameOf = (elementId: string) => string | undefined;

/** The way to a defect, one line for each thing that happens. */
export function beschreibeGegenbeispiel(beispiel: object, nameOf: NameOf = () => undefined): string[] {
  const { choices = {}, steps = [] } = beispiel as Gegenbeispiel;
  const name = (id: unknown) => `„${nameOf(String(id)) ?? String(id)}“`;
  const gewaehlt = Object.entries(choices).flatMap(([element, antworten]) => {
    const wege = antworten.filter((antwort) => typeof antwort === 'string');
    return wege.length > 0
      ? [`An ${name(element)} geht es weiter über ${wege.map(name).join(', dann ')}.`]
      : [];
  });
  const geschehen = steps.flatMap((schritt) => beschreibeSchritt(schritt, name) ?? []);
  return ['Der Ablauf beginnt.', ...gewaehlt, ...geschehen];
}

function beschreibeSchritt(schritt: Record<string, unknown>, name: (id: unknown) => string): string | null {
  if ('complete' in schritt) return `${name(schritt['complete'])} wird erledigt.`;
  if ('fire' in schritt) return `${name(schritt['fire'])} tritt ein.`;
  if ('error' in schritt) return `${name(schritt['at'])} meldet den Fehler „${String(schritt['error'])}“.`;
  if ('escalation' in schritt)
    return `${name(schritt['at'])} löst die Eskalation „${String(schritt['escalation'])}“ aus.`;
  if ('message' in schritt) return `Die Nachricht „${String(schritt['message'])}“ kommt an.`;
  if ('signal' in schritt) return `Das Signal „${String(schritt['signal'])}“ kommt an.`;
  if ('advance' in schritt) return `Es vergeht Zeit (${String(schritt['advance'])}).`;
  return null;
}
