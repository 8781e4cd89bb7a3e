import type { components } from '../../../api/generated/schema.js';

type Schemas = components['schemas'];

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

export type Modelldatei = Schemas['ModellDateiKopf'];
/** A deployed version with its files. */
export type Modellstand = Schemas['ModellPaket'];
export type Versionseintrag = Schemas['ModellVersion'];
export type Dateiinhalt = Schemas['ModellDatei'];

/** What became of an attempt to deploy; refusals are values, not exceptions. */
export type Bereitstellung =
  | { art: 'bereitgestellt'; version: number; befunde: Befund[] }
  | { art: 'abgelehnt'; befunde: Befund[] }
  | { art: 'veraltet'; meldung: string };
