import type { Aufbewahrung } from './aufbewahrung.js';
import type { Rolle } from './rollen.js';

/** kommune.json: everything that makes a municipality differ from another. */
export interface Kommune {
  id: string;
  name: string;
  /** prefix of its references */
  kurz: string;
  einleitung: string;
  kontakt: Record<string, string>;
  notfall: { text: string; telefon: string }[];
  zugaenge: Zugang[];
  anliegen: { prozess: string; formular: string } | null;
  /** by name: ISO 8601 durations (`P14D`) or working days (`5 Arbeitstage`) */
  fristen: Record<string, string>;
  /** the Land whose holidays count, and days on which the municipality itself does not work (`2026-12-24`) */
  kalender: { land: string; freieTage: string[] };
  parameter: Record<string, unknown>;
  /** how long what is kept */
  aufbewahrung: Aufbewahrung;
  /** what the public page on data protection names; without it, what follows from the rest */
  datenschutz?: Datenschutzangaben;
  organisationen: Organisation[];
  erbt?: string[];
  demo?: Demo;
}

export interface Datenschutzangaben {
  /** name and address of the controller; default: the municipality with its contact */
  verantwortlich?: string;
  /** how to reach the data protection officer */
  beauftragte?: string;
  /** supervisory authority; default: that of the Land, as far as known */
  aufsicht?: string;
  /** what the municipality adds in its own words */
  hinweis?: string;
}

/** A way in: the form a reporter fills in and the process that takes it. */
export interface Zugang {
  id: string;
  name: string;
  beschreibung: string;
  prozess: string;
  formular: string;
  zielgruppe: string;
}

export const ORGANISATION_ARTEN = [
  'traeger',
  'behoerde',
  'koordinierungsstelle',
  'gremium',
  'land',
  'beratung',
] as const;

export interface Organisation {
  id: string;
  name: string;
  art: (typeof ORGANISATION_ARTEN)[number];
  email: string;
  regime?: 'DSGVO' | 'KDG' | 'DSG-EKD';
}

/** Work on the open task at an element, with the answers given there. */
export interface DemoSchritt {
  element: string;
  antworten: Record<string, unknown>;
}

/** Examples for the first start: accounts, Meldungen and Anliegen with what was done about them. */
export interface Demo {
  konten: { email: string; name: string; mitgliedschaften: { organisation: string; rolle: Rolle }[] }[];
  meldungen: { zugang: string; antworten: Record<string, unknown>; schritte: DemoSchritt[] }[];
  /** `meldung`: position of the case in `meldungen`, from 0 */
  anliegen: { meldung: number; antworten: Record<string, unknown>; schritte: DemoSchritt[] }[];
}
