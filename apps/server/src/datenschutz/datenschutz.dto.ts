import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';
import { OrganisationKurz } from '../anmeldung/anmeldung.dto.js';
import { Angabengruppe, FrageAntwort } from '../meldungen/meldungen.dto.js';
import { Begruendung, VerlaufEintrag } from '../vorgaenge/vorgaenge.dto.js';
import { EinwilligungEintrag } from './einwilligungen.dto.js';

/** Why somebody looks at or erases the data of a person; fixed words, so that the audit log holds no names. */
export const ANLAESSE = ['auskunft', 'berichtigung', 'loeschung', 'uebertragung', 'aufsicht'] as const;
export type Anlass = (typeof ANLAESSE)[number];

const AKTENZEICHEN = /^(?=.*\d)[0-9A-Z][0-9A-Z./_-]{1,39}$/;
const aktenzeichen = {
  description: 'Ziffern, Großbuchstaben, Punkt, Schräg-, Unter- und Bindestrich, mindestens eine Ziffer',
  example: 'DS-12/2026',
};

export class AuskunftAnfrage {
  @ApiProperty({ enum: ['json', 'html'] }) @IsIn(['json', 'html']) format: 'json' | 'html';

  @ApiPropertyOptional({ enum: ANLAESSE, description: 'nötig für alle, die nicht an dem Fall arbeiten' })
  @IsOptional()
  @IsIn(ANLAESSE)
  anlass?: Anlass;

  @ApiPropertyOptional(aktenzeichen)
  @IsOptional()
  @Matches(AKTENZEICHEN)
  aktenzeichen?: string;
}

export class SucheAnfrage {
  @ApiPropertyOptional({
    description: 'Vor- und Nachname, genau wie gemeldet; Groß- und Kleinschreibung ist egal',
  })
  @IsOptional()
  @IsString()
  @Length(3, 200)
  name?: string;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Length(10, 10)
  geburtsdatum?: string;

  @ApiProperty({ enum: ANLAESSE }) @IsIn(ANLAESSE) anlass: Anlass;
  @ApiProperty(aktenzeichen) @Matches(AKTENZEICHEN) aktenzeichen: string;
}

export class Fundstelle {
  @ApiProperty() id: string;
  @ApiProperty() referenz: string;
  @ApiProperty({ format: 'date-time' }) eingegangenAm: string;
  @ApiProperty() statusText: string;
  @ApiProperty({ type: [OrganisationKurz] }) organisationen: OrganisationKurz[];
}

export class Fundstellen {
  @ApiProperty({ type: [Fundstelle] }) eintraege: Fundstelle[];
}

export class Einsicht {
  @ApiProperty({ format: 'date-time' }) am: string;
  @ApiProperty() wer: string;
  @ApiProperty({ type: String, nullable: true, description: 'Organisation' }) stelle: string | null;
  @ApiProperty({ enum: ['gelesen', 'geaendert', 'auskunft'] }) was: 'gelesen' | 'geaendert' | 'auskunft';
}

export class Einsichten {
  @ApiProperty({ type: [Einsicht], description: 'Neueste zuerst, höchstens 500' }) eintraege: Einsicht[];
}

export class LoeschenEingabe {
  @ApiProperty(aktenzeichen) @Matches(AKTENZEICHEN) aktenzeichen: string;
  @ApiPropertyOptional({ description: 'Einen laufenden Vorgang vorher beenden' })
  @IsOptional()
  @IsBoolean()
  beenden?: boolean;
}

export class SperreEingabe {
  @ApiProperty() @IsString() @Length(3, 500) grund: string;
  @ApiPropertyOptional({ format: 'date', description: 'Letzter Tag; ohne: bis sie aufgehoben wird' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Length(10, 10)
  bis?: string;
}

export class Sperre {
  @ApiProperty() grund: string;
  @ApiProperty({ type: String, nullable: true, format: 'date' }) bis: string | null;
  @ApiProperty({ format: 'date-time' }) seit: string;
  @ApiProperty() von: string;
}

export class SperreAntwort {
  @ApiProperty({ type: Sperre, nullable: true }) sperre: Sperre | null;
}

export class Stelle {
  @ApiProperty() organisation: string;
  @ApiProperty({ description: 'bearbeitung, benachrichtigung …' }) art: string;
  @ApiProperty({ format: 'date-time' }) von: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) bis: string | null;
}

export class AuskunftAufgabe {
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['offen', 'erledigt', 'entfallen'] }) status: string;
  @ApiProperty({ type: [String] }) gruppen: string[];
  @ApiProperty({ format: 'date-time' }) seit: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) erledigtAm: string | null;
  @ApiProperty({ type: String, nullable: true }) erledigtVon: string | null;
  @ApiProperty({ type: [FrageAntwort] }) antworten: FrageAntwort[];
  @ApiProperty({ type: Object, nullable: true, description: 'Antworten nach Schlüssel' }) werte:
    object | null;
}

export class AuskunftNachricht {
  @ApiProperty({ format: 'date-time' }) am: string;
  @ApiProperty() an: string;
  @ApiProperty() betreff: string;
  @ApiProperty() text: string;
}

export class AuskunftRueckmeldung {
  @ApiProperty({ format: 'date-time' }) am: string;
  @ApiProperty() text: string;
}

export class AuskunftTermin {
  @ApiProperty() titel: string;
  @ApiProperty({ format: 'date-time' }) beginn: string;
  @ApiProperty({ description: 'Minuten' }) dauer: number;
  @ApiProperty({ type: String, nullable: true }) ort: string | null;
  @ApiProperty({ enum: ['geplant', 'abgesagt'] }) status: string;
  @ApiProperty({ type: [String] }) teilnehmende: string[];
}

export class Speicherdauer {
  @ApiProperty({ description: 'Wofür die Frist gilt' }) text: string;
  @ApiProperty({ description: 'Dauer nach ISO 8601, ab dem Ende des Vorgangs', example: 'P3Y' })
  frist: string;
  @ApiProperty({ description: 'Dauer nach ISO 8601, nach der Nachrichten gelöscht werden' })
  nachrichten: string;
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'null: der Vorgang läuft noch',
  })
  endeAm: string | null;
}

/** Everything that is kept about a person's case (Art. 15 and 20 GDPR). */
export class Auskunft {
  @ApiProperty({ example: 'zusteuerung/auskunft/1', description: 'Name und Fassung dieses Aufbaus' })
  schema: string;
  @ApiProperty({ format: 'date-time' }) erstelltAm: string;
  @ApiProperty() verantwortlich: string;
  @ApiProperty() referenz: string;
  @ApiProperty() titel: string;
  @ApiProperty() statusText: string;
  @ApiProperty({ format: 'date-time' }) eingegangenAm: string;
  @ApiProperty({ description: 'Woher die Daten stammen (Art. 15 Abs. 1 Buchst. g DSGVO)' }) herkunft: string;
  @ApiProperty({ type: Speicherdauer, description: 'Wie lange sie bleiben (Art. 15 Abs. 1 Buchst. d DSGVO)' })
  speicherdauer: Speicherdauer;
  @ApiProperty({ type: [Angabengruppe] }) person: Angabengruppe[];
  @ApiProperty({ type: [Angabengruppe] }) angaben: Angabengruppe[];
  @ApiProperty({ type: Object, description: 'Alle Antworten der Meldung nach Schlüssel' }) antworten: object;
  @ApiProperty({ type: Object, description: 'Womit der Ablauf rechnet' }) variablen: object;
  @ApiProperty({ type: [EinwilligungEintrag] }) einwilligungen: EinwilligungEintrag[];
  @ApiProperty({ type: [Stelle], description: 'Wer den Fall kennt oder kannte' }) stellen: Stelle[];
  @ApiProperty({ type: [Begruendung], description: 'Welche Regeln angewendet wurden' })
  begruendung: Begruendung[];
  @ApiProperty({ type: [AuskunftAufgabe] }) aufgaben: AuskunftAufgabe[];
  @ApiProperty({ type: [VerlaufEintrag] }) verlauf: VerlaufEintrag[];
  @ApiProperty({ type: [AuskunftRueckmeldung] }) rueckmeldungen: AuskunftRueckmeldung[];
  @ApiProperty({ type: [AuskunftTermin] }) termine: AuskunftTermin[];
  @ApiProperty({ type: [AuskunftNachricht] }) nachrichten: AuskunftNachricht[];
  @ApiProperty({ type: [Einsicht], description: 'Wer die Angaben zur Person gesehen hat' })
  einsichten: Einsicht[];
}
