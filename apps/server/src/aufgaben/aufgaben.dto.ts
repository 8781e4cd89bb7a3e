import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import { OrganisationKurz } from '../anmeldung/anmeldung.dto.js';
import { VorschlagDto } from '../vorgaenge/vorschlag.dto.js';

export const AUFGABEN_FILTER = ['offen', 'meine', 'erledigt'] as const;
export type AufgabenFilter = (typeof AUFGABEN_FILTER)[number];
export const VORGANG_ARTEN = ['meldung', 'anliegen'] as const;
export type VorgangArt = (typeof VORGANG_ARTEN)[number];

export class AufgabenAnfrage {
  @ApiPropertyOptional({ enum: AUFGABEN_FILTER, default: 'offen' })
  @IsOptional()
  @IsIn(AUFGABEN_FILTER)
  filter?: AufgabenFilter;

  @ApiPropertyOptional({ description: 'Wert von `weiter` der vorigen Seite' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

export class VorgangBezug {
  @ApiProperty() id: string;
  @ApiProperty() referenz: string;
  @ApiProperty({ enum: VORGANG_ARTEN }) art: VorgangArt;
  @ApiProperty() titel: string;
}

export class Person {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
}

export class AufgabeEintrag {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['offen', 'erledigt', 'entfallen'] }) status: 'offen' | 'erledigt' | 'entfallen';
  @ApiProperty({ type: VorgangBezug }) vorgang: VorgangBezug;
  @ApiProperty({ example: 'caritas-rheine:case_management' }) gruppe: string;
  @ApiProperty({ type: OrganisationKurz }) organisation: OrganisationKurz;
  @ApiProperty({ format: 'date-time' }) seit: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) faelligAm: string | null;
  @ApiProperty() ueberfaellig: boolean;
  @ApiProperty({ type: Person, nullable: true }) uebernommenVon: Person | null;
}

export class AufgabenSeite {
  @ApiProperty({ type: [AufgabeEintrag] }) eintraege: AufgabeEintrag[];
  @ApiProperty({ type: String, nullable: true }) weiter: string | null;
  @ApiProperty({ description: 'Alle Aufgaben zu diesem Filter, gezählt bis 1.000' }) anzahl: number;
  @ApiProperty({ description: 'Ob es mehr sind, als gezählt wurden' }) mehrAlsGezaehlt: boolean;
}

export class Aktion {
  @ApiProperty() schluessel: string;
  @ApiProperty({ description: 'Beschriftung der Schaltfläche' }) text: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) antworten: Record<string, unknown>;
}

export class AufgabenFormular {
  @ApiProperty() id: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'form-js-Schema' })
  schema: Record<string, unknown>;
}

export class Aufgabe extends AufgabeEintrag {
  @ApiProperty() elementId: string;
  @ApiProperty({ type: String, nullable: true }) hilfe: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Warum Fragen und Angaben zur Person fehlen',
  })
  hinweis: string | null;
  @ApiProperty({ type: AufgabenFormular, nullable: true }) formular: AufgabenFormular | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Vorbelegung des Formulars' })
  werte: Record<string, unknown>;
  @ApiProperty({ type: [Aktion], description: 'Antworten mit einem Klick' }) aktionen: Aktion[];
  @ApiProperty({ type: VorschlagDto, nullable: true }) vorschlag: VorschlagDto | null;
  @ApiProperty({ type: String, nullable: true, description: 'Wer sie erledigt hat' }) erledigtVon:
    string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) erledigtAm: string | null;
}

export class AufgabenAbschluss {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Antworten nach Schlüssel des Feldes',
  })
  @IsObject()
  antworten: Record<string, unknown>;
}

export class AufgabeErledigt {
  @ApiProperty() vorgangId: string;
  @ApiProperty({
    description: 'Ob der Vorgang noch meine Sache ist: Mit der Aufgabe kann die Beteiligung enden',
  })
  vorgangSichtbar: boolean;
  @ApiProperty({ type: [AufgabeEintrag], description: 'Offene Aufgaben desselben Vorgangs für mich' })
  naechste: AufgabeEintrag[];
}
