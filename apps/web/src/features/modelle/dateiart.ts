export type Dateiart = 'bpmn' | 'dmn' | 'form' | 'nachricht' | 'kommune' | 'szenario' | 'sonstige';

export interface Dateigruppe {
  art: Dateiart;
  titel: string;
  erklaerung: string;
}

/** The groups of the overview, in reading order. */
export const dateigruppen: Dateigruppe[] = [
  {
    art: 'bpmn',
    titel: 'Prozesse',
    erklaerung: 'Wer macht was in welcher Reihenfolge, mit welchen Fristen und Erinnerungen.',
  },
  {
    art: 'dmn',
    titel: 'Entscheidungstabellen',
    erklaerung: 'Die Regeln hinter dem Vorschlag: wohin eine Meldung gehört und warum.',
  },
  { art: 'form', titel: 'Formulare', erklaerung: 'Fragen an meldende Stellen und in Aufgaben.' },
  {
    art: 'nachricht',
    titel: 'Nachrichten',
    erklaerung: 'Texte der E-Mails und Rückmeldungen, die der Ablauf verschickt.',
  },
  {
    art: 'kommune',
    titel: 'Fristen und Einstellungen',
    erklaerung: 'Fristen, Schwellenwerte, Organisationen und Kontaktdaten Ihrer Kommune.',
  },
  {
    art: 'szenario',
    titel: 'Beispielfälle',
    erklaerung: 'Durchgespielte Fälle, mit denen ein Ablauf vor der Bereitstellung geprüft wird.',
  },
  { art: 'sonstige', titel: 'Weitere Dateien', erklaerung: '' },
];

/** Tells the kind of a file from its path alone. */
export function dateiart(pfad: string): Dateiart {
  if (pfad.endsWith('.bpmn')) return 'bpmn';
  if (pfad.endsWith('.dmn')) return 'dmn';
  if (pfad.endsWith('.form')) return 'form';
  if (pfad.endsWith('.md')) return 'nachricht';
  if (/\.(szenario|faelle)\.json$/.test(pfad)) return 'szenario';
  if (dateiname(pfad) === 'kommune.json') return 'kommune';
  return 'sonstige';
}

export const dateiname = (pfad: string): string => pfad.slice(pfad.lastIndexOf('/') + 1);

const einzahl: Record<Dateiart, string> = {
  bpmn: 'Prozess',
  dmn: 'Entscheidungstabelle',
  form: 'Formular',
  nachricht: 'Nachricht',
  kommune: 'Fristen und Einstellungen',
  szenario: 'Beispielfall',
  sonstige: 'Datei',
};

export const artText = (pfad: string): string => einzahl[dateiart(pfad)];

/** The name people read: what the server says unless that is only the path again. */
export function anzeigename(datei: { pfad: string; name?: string }): string {
  if (dateiart(datei.pfad) === 'kommune') return 'Fristen und Einstellungen';
  const name = datei.name?.replaceAll(/\{\{.*?\}\}/g, '…').trim();
  if (name && name !== datei.pfad && name !== dateiname(datei.pfad)) return name;
  const stamm = dateiname(datei.pfad).replace(/\.(szenario\.json|[a-z]+)$/, '');
  const text = stamm.replaceAll(/[-_]+/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const ordner: Partial<Record<Dateiart, string>> = { nachricht: 'nachrichten/', szenario: 'szenarien/' };

/** Where a file from the computer belongs: the known file of the same name, else the folder of its kind. */
export function zielpfad(lokalerName: string, bekannte: readonly string[]): string {
  const gleich = bekannte.find((pfad) => dateiname(pfad) === lokalerName);
  return gleich ?? `${ordner[dateiart(lokalerName)] ?? ''}${lokalerName}`;
}
