/** The shapes the server answers with. */

export interface Verweis {
  id: string;
  name: string;
}

export interface Zugang {
  id: string;
  name: string;
  beschreibung: string;
  zielgruppe: string;
}

export interface Notfall {
  text: string;
  telefon: string;
}

export interface Kommune {
  id: string;
  name: string;
  einleitung: string;
  kontakt: Record<string, string>;
  notfall: Notfall[];
  zugaenge: Zugang[];
}

/** A form-js schema as the municipality drew it; libs/forms reads it. */
export type Schema = Record<string, unknown>;
export type Antworten = Record<string, unknown>;

export interface Formular {
  id: string;
  version: number;
  schema: Schema;
}

export interface FrageAntwort {
  frage: string;
  antwort: string;
}

export interface Quittung {
  referenz: string;
  pin: string;
  eingegangenAm: string;
  naechsteSchritte: string[];
  antworten: FrageAntwort[];
}

export interface Stand {
  referenz: string;
  kommune: string;
  status: string;
  statusText: string;
  eingegangenAm: string;
  verlauf: { am: string; text: string }[];
  naechsteSchritte: string[];
}

export interface Ich {
  id: string;
  name: string;
  email: string;
  mandant: Verweis;
  mitgliedschaften: { organisation: Verweis; rolle: string; rolleText: string }[];
  rechte: string[];
}

export type AufgabenFilter = 'offen' | 'meine' | 'erledigt';
export type VorgangArt = 'meldung' | 'anliegen';

export interface VorgangVerweis {
  id: string;
  referenz: string;
  art: VorgangArt;
  titel: string;
}

export interface AufgabeEintrag {
  id: string;
  name: string;
  vorgang: VorgangVerweis;
  gruppe: string;
  organisation: string;
  seit: string;
  faelligAm: string | null;
  ueberfaellig: boolean;
  uebernommenVon: string | null;
}

export interface Aufgabenliste {
  eintraege: AufgabeEintrag[];
  weiter: string | null;
  anzahl: number;
}

export interface Aktion {
  schluessel: string;
  text: string;
  antworten: Antworten;
}

export interface Vorschlag {
  ziel?: string;
  zielText?: string;
  traeger?: string;
  traegerText?: string;
  begruendung?: string;
  quelle?: string;
  uebergabeform?: string;
  [weiteres: string]: unknown;
}

export interface Aufgabe extends AufgabeEintrag {
  elementId: string;
  hilfe: string | null;
  formular: { schema: Schema } | null;
  werte: Antworten;
  aktionen: Aktion[];
  vorschlag: Vorschlag | null;
  status: 'open' | 'completed' | 'cancelled';
}

export interface VorgangEintrag {
  id: string;
  referenz: string;
  art: VorgangArt;
  titel: string;
  status: string;
  statusText: string;
  stufe: string | null;
  stufeText: string | null;
  prozess: string;
  organisationen: string[];
  eingegangenAm: string;
  geaendertAm: string;
}

export interface Vorgangsliste {
  eintraege: VorgangEintrag[];
  weiter: string | null;
}

export interface Position {
  elementId: string;
  name: string;
  seit: string;
  worauf: string;
  warumHier: string | null;
}

export interface Begruendung {
  entscheidung: string;
  tabelle: string;
  version: number;
  eingaben: { name: string; wert: string }[];
  zeilen: { nummer: number; text: string; quelle: string; ergebnis: string }[];
}

export interface Vorgang extends VorgangEintrag {
  angaben: { gruppe: string; eintraege: FrageAntwort[] }[];
  person: FrageAntwort[] | null;
  vorschlag: Vorschlag | null;
  positionen: Position[];
  begruendung: Begruendung[];
  verlauf: { am: string; wer: string; text: string }[];
  aufgaben: AufgabeEintrag[];
  anliegen: { id: string; referenz: string; titel: string; stufe: string }[];
  modellVersion: number;
  darfAnliegen: boolean;
}

export interface Diagramm {
  xml: string;
  version: number;
  aktiv: string[];
  erledigt: string[];
  stoerung: string[];
}

export interface Nachricht {
  id: string;
  am: string;
  an: string;
  betreff: string;
  text: string;
  vorgang: VorgangVerweis | null;
}

export interface Postfachliste {
  eintraege: Nachricht[];
  weiter: string | null;
}

export interface Konto {
  id: string;
  email: string;
  name: string;
  aktiv: boolean;
  mitgliedschaften: { organisation: Verweis; rolle: string; rolleText: string }[];
}

export interface Feldfehler {
  feld: string;
  code: string;
  text: string;
}
