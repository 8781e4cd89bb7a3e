/** What a check says about a model: the code for machines, the messages for people, the element if there is one. */
export interface Befund {
  code: string;
  severity: 'error' | 'warning' | 'info';
  elementId?: string;
  file?: string;
  message: { de: string; en: string };
  /** what to do about it */
  fix?: { de: string; en: string };
  /** a scenario that leads to it */
  counterExample?: object;
}

export interface Modelldatei {
  pfad: string;
  art: string;
  name: string;
}

/** A deployed version with its files. */
export interface Modellstand {
  version: number;
  bereitgestelltAm: string;
  bereitgestelltVon: string;
  dateien: Modelldatei[];
}

export interface Versionseintrag {
  version: number;
  kommentar: string;
  bereitgestelltAm: string;
  bereitgestelltVon: string;
  /** Cases still running on this version. */
  laufendeVorgaenge: number;
  /** Paths of the files that differ from the version before. */
  geaendert: string[];
}

export interface Dateiinhalt {
  pfad: string;
  inhalt: string;
}

/** What became of an attempt to deploy; refusals are values, not exceptions. */
export type Bereitstellung =
  | { art: 'bereitgestellt'; version: number; befunde: Befund[] }
  | { art: 'abgelehnt'; befunde: Befund[] }
  | { art: 'veraltet'; meldung: string };
