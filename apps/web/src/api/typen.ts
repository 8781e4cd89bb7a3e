import type { Variables } from '@zusteuerung/forms';
import type { components } from './generated/schema.js';

type Schemas = components['schemas'];

/** German names for what the server answers with; the shapes come from its OpenAPI document. */
export type KommuneKurz = Schemas['KommuneKurz'];
export type Kommune = Schemas['KommuneDto'];
export type Zugang = Schemas['ZugangDto'];
export type Notfall = Schemas['NotfallKontakt'];
export type FrageAntwort = Schemas['FrageAntwort'];
export type Quittung = Schemas['MeldungQuittung'];
export type Stand = Schemas['StatusAuskunft'];
export type Ich = Schemas['Ich'];
export type AufgabeEintrag = Schemas['AufgabeEintrag'];
export type Aufgabe = Schemas['Aufgabe'];
export type Aktion = Schemas['Aktion'];
export type Vorschlag = Schemas['VorschlagDto'];
export type VorgangEintrag = Schemas['VorgangEintrag'];
export type Vorgang = Schemas['Vorgang'];
export type Position = Schemas['PositionDto'];
export type Begruendung = Schemas['Begruendung'];
export type Diagramm = Schemas['Diagramm'];
export type Nachricht = Schemas['NachrichtDto'];
export type Einwilligung = Schemas['EinwilligungEintrag'];
export type Einwilligungen = Schemas['Einwilligungen'];
export type EinwilligungEingabe = Schemas['EinwilligungEingabe'];
export type Loeschvorschau = Schemas['Loeschvorschau'];
export type Loeschklasse = Schemas['Loeschklasse'];
export type Konto = Schemas['Konto'];
export type KontoEinzeln = Schemas['KontoEinzeln'];
export type KontenAuswahl = Schemas['KontenAuswahl'];
export type KontoLink = Schemas['KontoLinkDto'];
export type Rollenangabe = Schemas['MitgliedschaftEingabe'];
export type Sicherheit = Schemas['Sicherheit'];
export type Sitzung = Schemas['SitzungDto'];
export type Geheimnis = Schemas['Geheimnis'];
export type Feldfehler = Schemas['FeldFehler'];

export type AufgabenFilter = 'offen' | 'meine' | 'erledigt';
export type VorgangArt = 'meldung' | 'anliegen';

/** A form-js schema as the municipality drew it; libs/forms reads it. */
export type Schema = Record<string, unknown>;
export type Antworten = Variables;

/** Answers from the server: JSON, so always the values a form knows. */
export const antwortenOf = (werte: Record<string, unknown>): Antworten => werte as Antworten;
